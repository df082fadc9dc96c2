package org.tessera.index;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.tessera.contracts.UploadRequest.ModelCard;
import org.tessera.envelope.Digests;

/**
 * How opaque the lung fields of a frontal chest radiograph are, 0..1: a simple, deterministic measure that stands for the
 * deep model of S2 (Li et al., J. Med. Imaging 2023), whose weights are not public. It predicts nothing by itself, and
 * any table in the same schema may take its place.
 *
 * <p>Method, on grey values g (colour is averaged): <em>air</em> a = median of the four corners (5 % of width and height
 * each); <em>tissue</em> t = median of the strip between the lungs (x 46..54 %, y 35..80 %); <em>lungs</em> m = mean
 * within two ellipses (centres at x 31.25 % and 68.75 %, y 52 %; half axes 10 % of the width and 25 % of the height).
 * Index = ((m − a) / (t − a) − 0.15) / 0.73, clipped to 0..1: 0.15 is what clear lungs leave, and 0.88 full
 * consolidation. Brightness and contrast of the whole image cancel out, and so does inversion (MONOCHROME1). An image
 * whose tissue and air differ by less than a twentieth of the grey scale is refused.
 */
public final class OpacityIndex {
    /** Name of the model, for the upload's model card. */
    public static final String NAME = "tessera-opacity-index";

    /** Changes whenever the method does. */
    public static final String VERSION = "1";

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int LEAST_SIDE = 32;
    private static final double LEAST_CONTRAST = 0.05;
    private static final double CLEAR = 0.15;
    private static final double SPAN = 0.73;

    private OpacityIndex() {}

    /** The model card; its digest is that of this method's compiled code. */
    public static ModelCard card() {
        String resource = OpacityIndex.class.getSimpleName() + ".class";
        try (InputStream code = OpacityIndex.class.getResourceAsStream(resource)) {
            byte[] bytes = code == null ? new byte[0] : code.readAllBytes();
            return new ModelCard(NAME, VERSION, Digests.prefixed(bytes));
        } catch (IOException e) {
            throw new IllegalStateException("a program can read its own code", e);
        }
    }

    /** The index of a PNG file; throws {@link Refusal} for anything else, and for an image without contrast. */
    public static double of(Path file) throws Refusal, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(PNG.length), PNG)) {
                throw new Refusal("is not a PNG");
            }
        }
        BufferedImage image;
        try {
            image = ImageIO.read(file.toFile());
        } catch (IOException | RuntimeException e) {
            throw new Refusal("is a broken PNG", e);
        }
        if (image == null || image.getWidth() < LEAST_SIDE || image.getHeight() < LEAST_SIDE) {
            throw new Refusal("is smaller than " + LEAST_SIDE + " x " + LEAST_SIDE);
        }
        return of(image);
    }

    static double of(BufferedImage image) throws Refusal {
        Grey grey = new Grey(image);
        double air = grey.median((x, y) -> (x < 0.05 || x > 0.95) && (y < 0.05 || y > 0.95));
        double tissue = grey.median((x, y) -> x > 0.46 && x < 0.54 && y > 0.35 && y < 0.8);
        if (Math.abs(tissue - air) < LEAST_CONTRAST) {
            throw new Refusal("shows no body: tissue and air look alike");
        }
        double lungs = grey.mean((x, y) -> inLung(x, y, 0.3125) || inLung(x, y, 0.6875));
        double index = ((lungs - air) / (tissue - air) - CLEAR) / SPAN;
        return Math.max(0, Math.min(1, index));
    }

    private static boolean inLung(double x, double y, double centre) {
        double across = (x - centre) / 0.10;
        double down = (y - 0.52) / 0.25;
        return across * across + down * down <= 1;
    }

    /** A part of the image, by the position of a pixel's middle in fractions of width and height. */
    private interface Field {
        boolean holds(double x, double y);
    }

    /** Grey values 0..1. */
    private static final class Grey {
        private final Raster raster;
        private final double[] scales;

        Grey(BufferedImage image) {
            int colours = image.getColorModel().getNumColorComponents();
            boolean indexed = image.getColorModel() instanceof java.awt.image.IndexColorModel;
            BufferedImage plain = indexed ? converted(image) : image;
            this.raster = plain.getRaster();
            int bands = indexed ? plain.getColorModel().getNumColorComponents() : colours;
            this.scales = new double[bands];
            for (int band = 0; band < bands; band++) {
                scales[band] = 1.0 / ((1L << raster.getSampleModel().getSampleSize(band)) - 1) / bands;
            }
        }

        private static BufferedImage converted(BufferedImage indexed) {
            BufferedImage plain =
                    new BufferedImage(indexed.getWidth(), indexed.getHeight(), BufferedImage.TYPE_INT_RGB);
            var graphics = plain.createGraphics();
            graphics.drawImage(indexed, 0, 0, null);
            graphics.dispose();
            return plain;
        }

        private double at(int x, int y) {
            double sum = 0;
            for (int band = 0; band < scales.length; band++) {
                sum += raster.getSample(x, y, band) * scales[band];
            }
            return sum;
        }

        private double[] values(Field field) {
            double[] values = new double[raster.getWidth() * raster.getHeight()];
            int count = 0;
            for (int y = 0; y < raster.getHeight(); y++) {
                for (int x = 0; x < raster.getWidth(); x++) {
                    if (field.holds((x + 0.5) / raster.getWidth(), (y + 0.5) / raster.getHeight())) {
                        values[count++] = at(x, y);
                    }
                }
            }
            return Arrays.copyOf(values, count);
        }

        double median(Field field) {
            double[] values = values(field);
            Arrays.sort(values);
            int middle = values.length / 2;
            return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        }

        double mean(Field field) {
            return Arrays.stream(values(field)).average().orElse(0);
        }
    }
}
