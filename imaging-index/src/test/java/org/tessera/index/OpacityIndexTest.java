package org.tessera.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpacityIndexTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void clear_lungs_have_0_and_consolidated_ones_1() throws Refusal {
        assertThat(OpacityIndex.of(Drawings.chest(0.15, 0, 200))).isCloseTo(0, within(0.01));
        assertThat(OpacityIndex.of(Drawings.chest(0.88, 0, 200))).isCloseTo(1, within(0.01));
        assertThat(OpacityIndex.of(Drawings.chest(0.515, 0, 200))).isCloseTo(0.5, within(0.01));
    }

    @Test
    void brightness_contrast_and_inversion_cancel_out() throws Refusal {
        double index = OpacityIndex.of(Drawings.chest(0.4, 0, 200));
        assertThat(OpacityIndex.of(Drawings.chest(0.4, 50, 250))).isCloseTo(index, within(0.01));
        assertThat(OpacityIndex.of(Drawings.chest(0.4, 20, 120))).isCloseTo(index, within(0.02));
        assertThat(OpacityIndex.of(Drawings.chest(0.4, 240, 40))).isCloseTo(index, within(0.01));
    }

    @Test
    void a_colour_copy_of_a_grey_image_has_the_same_index() throws Refusal {
        BufferedImage grey = Drawings.chest(0.6, 10, 180);
        BufferedImage colour = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 96; y++) {
            for (int x = 0; x < 96; x++) {
                int level = grey.getRaster().getSample(x, y, 0);
                colour.setRGB(x, y, level << 16 | level << 8 | level);
            }
        }
        assertThat(OpacityIndex.of(colour)).isCloseTo(OpacityIndex.of(grey), within(1e-9));
    }

    @Test
    void an_image_without_a_body_is_refused() {
        assertThatThrownBy(() -> OpacityIndex.of(Drawings.chest(0.5, 100, 102)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("look alike");
    }

    @Test
    void what_is_no_png_is_refused_clearly() throws IOException {
        Path text = Files.writeString(folder.resolve("a.png"), "GIF89a, or anything else");
        Path cut = folder.resolve("b.png");
        byte[] whole = Drawings.png(Drawings.chest(0.3, 0, 200));
        Files.write(cut, java.util.Arrays.copyOf(whole, 60));
        assertThatThrownBy(() -> OpacityIndex.of(text))
                .isInstanceOf(Refusal.class)
                .hasMessage("is not a PNG");
        assertThatThrownBy(() -> OpacityIndex.of(cut))
                .isInstanceOf(Refusal.class)
                .hasMessage("is a broken PNG");
    }
}
