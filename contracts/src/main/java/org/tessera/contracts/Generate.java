package org.tessera.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the documents that are made from the channels: {@code Generate DOCS-FOLDER}. */
public final class Generate {
    private Generate() {}

    /** File name to text. */
    static Map<String, String> files() {
        return Map.of("asyncapi.yaml", AsyncApi.yaml(), "channels.md", ChannelsPage.markdown());
    }

    /** Takes the folder to write to, "docs". */
    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments.length == 0 ? "docs" : arguments[0]);
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
