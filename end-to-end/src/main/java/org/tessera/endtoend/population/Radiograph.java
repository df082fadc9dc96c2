package org.tessera.endtoend.population;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Draws a small stand-in of a chest radiograph: a body, a spine, two lungs that are dark where they hold air and lighter
 * the more they are consolidated, and grain. 8 bit, one channel, 96 x 96; nobody's lungs.
 */
final class Radiograph {
    private static final int SIZE = 96;
    private static final int BODY = 170;
    private static final int AIR_IN_LUNG = 30;

    private Radiograph() {}

    /**
     * Writes a PNG.
     *
     * @param opacity how much of the lungs is consolidated, 0..1
     */
    static void write(Path file, double opacity, Chance chance) throws IOException {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
        WritableRaster raster = image.getRaster();
        double side = 0.85 + 0.3 * chance.unit();
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                raster.setSample(x, y, 0, grey(x, y, opacity, side, chance));
            }
        }
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("this Java cannot write PNG files");
        }
    }

    private static int grey(int x, int y, double opacity, double side, Chance chance) {
        double level = 6;
        if (inside(x, y, 48, 52, 44, 46)) {
            level = BODY;
        }
        boolean left = inside(x, y, 30, 50, 13, 30);
        boolean right = inside(x, y, 66, 50, 13, 30);
        if (left || right) {
            double lower = 0.8 + 0.4 * (y - 20) / 60.0;
            double here = Math.min(1, opacity * lower * (left ? side : 2 - side));
            level = AIR_IN_LUNG + here * (BODY - AIR_IN_LUNG) * 0.86;
        }
        double grain = (chance.unit() + chance.unit() - 1) * 9;
        return (int) Math.max(0, Math.min(255, Math.round(level + grain)));
    }

    private static boolean inside(int x, int y, double centreX, double centreY, double halfWidth, double halfHeight) {
        double across = (x - centreX) / halfWidth;
        double down = (y - centreY) / halfHeight;
        return across * across + down * down <= 1;
    }
}
