package org.tessera.endtoend.story;

/** Text for HTML and SVG. */
final class Html {
    private Html() {}

    /** The text with everything escaped that means something to a browser. */
    static String text(String raw) {
        StringBuilder safe = new StringBuilder(raw.length() + 16);
        for (int at = 0; at < raw.length(); at++) {
            char next = raw.charAt(at);
            switch (next) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(next);
            }
        }
        return safe.toString();
    }

    /** An element around text that is already safe. */
    static String element(String name, String safeContent) {
        return "<" + name + ">" + safeContent + "</" + name + ">";
    }

    /** A row of a table, each cell escaped; the first is the header of the row. */
    static String row(String... cells) {
        StringBuilder row = new StringBuilder("<tr>");
        for (int at = 0; at < cells.length; at++) {
            row.append(at == 0 ? "<th scope=\"row\">" + text(cells[at]) + "</th>" : "<td>" + text(cells[at]) + "</td>");
        }
        return row.append("</tr>\n").toString();
    }

    /** The head of a table. */
    static String head(String caption, String... columns) {
        StringBuilder head = new StringBuilder("<table><caption>" + text(caption) + "</caption><thead><tr>");
        for (String column : columns) {
            head.append("<th scope=\"col\">").append(text(column)).append("</th>");
        }
        return head.append("</tr></thead><tbody>\n").toString();
    }
}
