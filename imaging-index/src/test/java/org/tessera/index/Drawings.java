package org.tessera.index;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Draws images for tests. */
final class Drawings {
    private Drawings() {}

    /** A body with two lungs of one grey level, 0..1 between air and tissue, in a range of grey values. */
    static BufferedImage chest(double lungs, int air, int tissue) {
        BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 96; y++) {
            for (int x = 0; x < 96; x++) {
                double level = inside(x, y, 48, 52, 44, 46) ? 1 : 0;
                if (inside(x, y, 30, 50, 13, 30) || inside(x, y, 66, 50, 13, 30)) {
                    level = lungs;
                }
                image.getRaster().setSample(x, y, 0, (int) Math.round(air + level * (tissue - air)));
            }
        }
        return image;
    }

    static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static boolean inside(int x, int y, int centreX, int centreY, double halfWidth, double halfHeight) {
        double across = (x - centreX) / halfWidth;
        double down = (y - centreY) / halfHeight;
        return across * across + down * down <= 1;
    }
}
