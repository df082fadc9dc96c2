package org.tessera.enclave.omop;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Types of OMOP columns and how messy exports write them. Every type gives the text that PostgreSQL reads, or says why
 * it cannot.
 */
public enum CdmType {
    /** A partner's reference of a person, 64 hex digits. */
    REFERENCE {
        @Override
        String normal(String cell) throws BadCell {
            String reference = cell.toLowerCase(Locale.ROOT);
            if (!REFERENCE_SHAPE.matcher(reference).matches()) {
                throw new BadCell("is not a reference of 64 hex digits");
            }
            return reference;
        }
    },
    /** A 64-bit number; "123.0", as tables with gaps are often exported, is 123. */
    BIGINT {
        @Override
        String normal(String cell) throws BadCell {
            return whole(cell, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    },
    /** A 32-bit number, for example a concept id. */
    INTEGER {
        @Override
        String normal(String cell) throws BadCell {
            return whole(cell, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    },
    /** A decimal number. */
    NUMERIC {
        @Override
        String normal(String cell) throws BadCell {
            BigDecimal number = number(cell);
            if (Math.abs(number.scale()) > 300 || number.precision() > 300) {
                throw new BadCell("is out of range");
            }
            return number.toString();
        }
    },
    /** A day: ISO, also with a time behind it, or eight digits as in vocabulary files. */
    DATE {
        @Override
        String normal(String cell) throws BadCell {
            return inRange(date(cell)).toString();
        }

        private static LocalDate date(String cell) throws BadCell {
            try {
                if (BASIC_DATE.matcher(cell).matches()) {
                    return LocalDate.parse(cell, DateTimeFormatter.BASIC_ISO_DATE);
                }
                return cell.length() == 10
                        ? LocalDate.parse(cell)
                        : LocalDateTime.parse(cell, MOMENT).toLocalDate();
            } catch (DateTimeException e) {
                throw new BadCell("is not an ISO date");
            }
        }
    },
    /**
     * A local moment; an offset is dropped, because OMOP's moments are local. A day alone is no moment: its midnight would
     * be a time that nobody has told, and the day itself stands in the column beside it.
     */
    TIMESTAMP {
        @Override
        @Nullable
        String normal(String cell) throws BadCell {
            try {
                if (cell.length() == 10) {
                    inRange(LocalDate.parse(cell));
                    return null;
                }
                return inRange(LocalDateTime.parse(cell, MOMENT)).toString();
            } catch (DateTimeException e) {
                throw new BadCell("is not an ISO date and time");
            }
        }
    },
    /** Text. */
    TEXT {
        @Override
        String normal(String cell) throws BadCell {
            if (cell.length() > 10_000) {
                throw new BadCell("is longer than 10000 characters");
            }
            if (cell.indexOf('\0') >= 0) {
                throw new BadCell("holds a NUL character");
            }
            return cell;
        }
    };

    private static final Pattern REFERENCE_SHAPE = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern BASIC_DATE = Pattern.compile("\\d{8}");
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** The cell as PostgreSQL reads it, null when it says nothing; never called with an empty cell. */
    abstract @Nullable String normal(String cell) throws BadCell;

    /** The type of a column by its name in PostgreSQL's catalogue. */
    static CdmType of(String sqlType) {
        return switch (sqlType) {
            case "bigint" -> BIGINT;
            case "integer" -> INTEGER;
            case "numeric" -> NUMERIC;
            case "date" -> DATE;
            case "timestamp without time zone" -> TIMESTAMP;
            case "text" -> TEXT;
            default -> throw new IllegalArgumentException("no OMOP column has type " + sqlType);
        };
    }

    /** PostgreSQL spells other years in its own way. */
    private static <T extends Temporal> T inRange(T time) throws BadCell {
        int year = time.get(ChronoField.YEAR);
        if (year < 1 || year > 9999) {
            throw new BadCell("has a year that is not from 1 to 9999");
        }
        return time;
    }

    private static String whole(String cell, long least, long most) throws BadCell {
        BigDecimal number = number(cell);
        try {
            if (Math.abs(number.scale()) > 300) {
                throw new BadCell("is out of range");
            }
            long value = number.longValueExact();
            if (value < least || value > most) {
                throw new BadCell("is out of range");
            }
            return Long.toString(value);
        } catch (ArithmeticException e) {
            throw new BadCell("is not a whole number");
        }
    }

    private static BigDecimal number(String cell) throws BadCell {
        if (cell.length() > 400) {
            throw new BadCell("is not a number");
        }
        try {
            return new BigDecimal(cell);
        } catch (NumberFormatException e) {
            throw new BadCell("is not a number");
        }
    }
}
