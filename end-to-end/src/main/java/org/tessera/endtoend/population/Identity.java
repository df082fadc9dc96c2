package org.tessera.endtoend.population;

/** A person as a hospital's register has them. Never leaves the hospital; unknown is empty. */
record Identity(
        String first,
        String middle,
        String last,
        String birthDate,
        String sex,
        String ssn,
        String address,
        String city,
        String state,
        String zip) {

    Identity withNames(String newFirst, String newLast) {
        return new Identity(newFirst, middle, newLast, birthDate, sex, ssn, address, city, state, zip);
    }

    Identity withBirthDate(String newBirthDate) {
        return new Identity(first, middle, last, newBirthDate, sex, ssn, address, city, state, zip);
    }

    Identity withSex(String newSex) {
        return new Identity(first, middle, last, birthDate, newSex, ssn, address, city, state, zip);
    }

    Identity withSsn(String newSsn) {
        return new Identity(first, middle, last, birthDate, sex, newSsn, address, city, state, zip);
    }

    Identity withHome(String newAddress, String newCity, String newState, String newZip) {
        return new Identity(first, middle, last, birthDate, sex, ssn, newAddress, newCity, newState, newZip);
    }
}
