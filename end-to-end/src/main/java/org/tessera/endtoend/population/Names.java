package org.tessera.endtoend.population;

import java.util.List;
import java.util.Map;

/**
 * Names to draw from, typed in. Within a list no two names sound alike (Soundex), so that two persons of one birth date
 * who were given different names of it can never be mistaken for one another by any rule.
 */
final class Names {
    static final List<String> LAST =
            List.of(("Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez "
                            + "Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Lee Perez Thompson White "
                            + "Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen "
                            + "Hill Flores Green Adams Nelson Baker Rivera Campbell Mitchell Carter Roberts Gomez Phillips "
                            + "Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers "
                            + "Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Ward Richardson Watson "
                            + "Brooks Chavez Bennett Gray Mendoza Hughes Alvarez Castillo Sanders Patel Long Foster Jimenez "
                            + "Powell Perry Russell Sullivan Coleman Butler Henderson Barnes Fisher Vasquez Simmons Ford "
                            + "Hamilton Freeman Wallace Griffin Owens Marshall Vargas Harrison Gibson Webb Tucker Washington "
                            + "Jefferson Banks Franklin Abernathy Zimmerman Yoder Underwood Quigley Ibarra Okafor Eberhart "
                            + "Vanderberg")
                    .split(" "));

    static final List<String> FEMALE = List.of(("Mary Patricia Linda Barbara Elizabeth Jennifer Susan Margaret Dorothy "
                    + "Lisa Nancy Karen Betty Helen Sandra Donna Ruth Sharon Michelle Laura Sarah Kimberly Deborah "
                    + "Jessica Shirley Cynthia Angela Melissa Brenda Amy Rebecca Virginia Kathleen Pamela Martha Amanda "
                    + "Stephanie Carolyn Christine Janet Catherine Frances Joyce Alice Teresa Doris Gloria Evelyn "
                    + "Keisha Latoya Ebony Wilma Yolanda Rosalind Henrietta Ophelia Ursula Zora")
            .split(" "));

    static final List<String> MALE = List.of(("James John Robert Michael William David Richard Charles Joseph Thomas "
                    + "Christopher Daniel Paul Mark Donald George Kenneth Steven Edward Brian Ronald Anthony Kevin Jason "
                    + "Matthew Gary Timothy Jose Larry Jeffrey Frank Scott Eric Andrew Raymond Gregory Jerry Dennis "
                    + "Walter Patrick Peter Harold Douglas Henry Carl Arthur Ryan Roger Terrence Malik Lamar Desmond "
                    + "Isaiah Quincy Vernon Ulysses Zachary Otis")
            .split(" "));

    /** What a clerk writes for it; every one begins with another letter, so that only rules without the first name agree. */
    static final Map<String, String> NICKNAMES = Map.ofEntries(
            Map.entry("Elizabeth", "Betsy"),
            Map.entry("Margaret", "Peggy"),
            Map.entry("Martha", "Patty"),
            Map.entry("Dorothy", "Tottie"),
            Map.entry("Helen", "Nell"),
            Map.entry("Mary", "Polly"),
            Map.entry("Robert", "Bob"),
            Map.entry("William", "Bill"),
            Map.entry("Richard", "Dick"),
            Map.entry("Edward", "Ted"),
            Map.entry("Henry", "Hank"));

    /** Persons whose name leaves no Latin letter. */
    static final List<List<String>> UNREADABLE = List.of(
            List.of("\u674e", "\u5a1c"),
            List.of("\u0418\u0432\u0430\u043d\u043e\u0432\u0430", "\u041e\u043b\u044c\u0433\u0430"),
            List.of("\u0643\u0631\u064a\u0645", "\u0633\u0645\u064a\u0631"));

    static final List<String> STREETS = List.of(
            "Oak Street", "Maple Avenue", "Lincoln Road", "Second Street", "Hill Drive", "Station Road", "Park Lane");

    /** A town and its post codes. */
    record Town(String city, String state, String prefix, int codes) {}

    static final List<Town> TOWNS = List.of(
            new Town("Chicago", "IL", "606", 57),
            new Town("Indianapolis", "IN", "462", 40),
            new Town("Baltimore", "MD", "212", 31));

    private Names() {}
}
