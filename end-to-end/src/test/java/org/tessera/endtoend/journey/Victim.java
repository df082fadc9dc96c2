package org.tessera.endtoend.journey;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.util.List;

/** Whom a leak is planted of: the first of the clinical register who has a number. */
final class Victim {
    final String name;
    final String number;
    final String address;
    final Needles needles = new Needles();

    Victim(DataSet data) throws IOException {
        NamedCsvRecord row = Rows.of(data.clinicalRegister()).stream()
                .filter(person -> !person.getField("ssn").isBlank())
                .findFirst()
                .orElseThrow();
        this.name = row.getField("first") + " " + row.getField("last") + " " + row.getField("birth_date");
        this.number = row.getField("ssn");
        this.address = row.getField("address");
        needles.add("name", name);
        needles.add("number", number);
        needles.add("address", address);
    }

    /** What of her is in items of a kind. */
    List<String> found(List<Evidence.Item> items, String kind) {
        return items.stream()
                .filter(item -> item.kind().equals(kind))
                .flatMap(item -> needles.in(item.bytes()).stream())
                .toList();
    }
}
