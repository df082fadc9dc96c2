package org.tessera.enclave.omop;

/**
 * A column of an OMOP table.
 *
 * @param name standard name, lower case
 * @param type how its cells are read
 * @param required whether a row without it is refused
 */
public record CdmColumn(String name, CdmType type, boolean required) {
    /**
     * The column as PostgreSQL's catalogue has it; in a file, {@code person_id} is the partner's reference.
     *
     * @param sqlType {@code data_type} of the column
     * @throws IllegalArgumentException when no OMOP column has that type
     */
    public static CdmColumn of(String name, String sqlType, boolean required) {
        boolean person = name.equals(CdmTable.PERSON);
        return new CdmColumn(name, person ? CdmType.REFERENCE : CdmType.of(sqlType), required);
    }

    /** Whether it names the person. */
    public boolean isPerson() {
        return name.equals(CdmTable.PERSON);
    }

    /** SQL type of the column while its rows wait to be admitted. */
    public String stageType() {
        return switch (type) {
            case REFERENCE, TEXT -> "text";
            case BIGINT -> "bigint";
            case INTEGER -> "integer";
            case NUMERIC -> "numeric";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp";
        };
    }
}
