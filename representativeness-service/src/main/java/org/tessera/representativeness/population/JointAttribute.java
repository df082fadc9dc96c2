package org.tessera.representativeness.population;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Several attributes taken together, "age_at_index*sex": its categories are combinations of theirs, "65+ * Female". The
 * factors stand in alphabetical order, so that a joint has one name whoever writes it.
 *
 * @param factors the attributes, at least two, ascending
 */
public record JointAttribute(List<String> factors) {
    private static final String SIGN = "*";
    private static final String BETWEEN = " * ";

    /** Throws {@link IllegalArgumentException} when there are not two to four different factors. */
    public JointAttribute {
        factors = List.copyOf(factors);
        boolean different = new TreeSet<>(factors).size() == factors.size();
        if (factors.size() < 2 || factors.size() > 4 || !different || factors.contains("")) {
            throw new IllegalArgumentException("a joint takes two to four different attributes, as in sex*race");
        }
    }

    /** Whether an attribute is a joint of others. */
    public static boolean isJoint(String attribute) {
        return attribute.contains(SIGN);
    }

    /** Reads "sex*race" whatever the order of its factors; throws {@link IllegalArgumentException}. */
    public static JointAttribute of(String written) {
        return new JointAttribute(parts(written).stream().sorted().toList());
    }

    /** The name by which an attribute goes here: a joint's with its factors in order, any other as it is. */
    public static String canonical(String attribute) {
        return isJoint(attribute) ? of(attribute).name() : attribute;
    }

    /** Its name. */
    public String name() {
        return String.join(SIGN, factors);
    }

    /** The category that these categories of the factors, in the order of the factors, make. */
    public String category(List<String> ofFactors) {
        if (ofFactors.size() != factors.size() || ofFactors.stream().anyMatch(each -> each.contains(SIGN))) {
            throw new IllegalArgumentException("a category of " + name() + " has one part for each attribute");
        }
        return String.join(BETWEEN, ofFactors);
    }

    /** What a category says of each factor, in the order of the factors; throws {@link IllegalArgumentException}. */
    public List<String> ofFactors(String category) {
        List<String> parts = parts(category);
        if (parts.size() != factors.size()) {
            throw new IllegalArgumentException("\"" + category + "\" is no category of " + name()
                    + ": it has one part for each attribute, as in \"65+ * Female\"");
        }
        return parts;
    }

    /** A category that was written in the order of "sex*race" in the order of the factors. */
    public String reordered(String written, String category) {
        List<String> order = parts(written);
        List<String> given = ofFactors(category);
        List<String> parts = new ArrayList<>();
        factors.forEach(factor -> parts.add(given.get(order.indexOf(factor))));
        return category(parts);
    }

    /**
     * Attributes with joints under the names and categories that they have here.
     *
     * @throws IllegalArgumentException when a joint stands there twice, or a category is none of its
     */
    public static <T> Map<String, Map<String, T>> canonical(Map<String, Map<String, T>> attributes) {
        Map<String, Map<String, T>> canonical = new LinkedHashMap<>();
        attributes.forEach((attribute, categories) -> {
            Map<String, T> under = isJoint(attribute) ? reordered(attribute, categories) : categories;
            if (canonical.put(canonical(attribute), under) != null) {
                throw new IllegalArgumentException(canonical(attribute) + " stands there twice");
            }
        });
        return canonical;
    }

    private static <T> Map<String, T> reordered(String written, Map<String, T> categories) {
        JointAttribute joint = of(written);
        Map<String, T> reordered = new LinkedHashMap<>();
        categories.forEach((category, held) -> {
            if (reordered.put(joint.reordered(written, category), held) != null) {
                throw new IllegalArgumentException("\"" + category + "\" stands in " + written + " twice");
            }
        });
        return reordered;
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split("\\*", -1)).map(String::strip).toList();
    }
}
