package org.rowhouse.media;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an SVG may have: what draws, and nothing that runs, loads or leads elsewhere. What
 * is not named here goes.
 */
final class SvgRules {

	static final String SVG = "http://www.w3.org/2000/svg";

	static final String XLINK = "http://www.w3.org/1999/xlink";

	private static final Set<String> ELEMENTS = Set.of("svg", "g", "defs", "symbol", "use", "title", "desc", "path",
			"rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "linearGradient",
			"radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter", "feBlend", "feColorMatrix",
			"feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap",
			"feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur",
			"feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight",
			"feTile", "feTurbulence", "image", "switch", "style");

	private static final Set<String> ATTRIBUTES = Set.of(("""
			id class style lang role viewBox preserveAspectRatio version width height x y x1 y1 x2 y2 cx cy r rx ry fx \
			fy fr dx dy d points pathLength transform gradientTransform gradientUnits spreadMethod offset patternUnits \
			patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerUnits markerWidth \
			markerHeight refX refY orient filterUnits primitiveUnits rotate textLength lengthAdjust startOffset method \
			spacing side in in2 result mode type values tableValues slope intercept amplitude exponent operator k1 k2 \
			k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant \
			specularConstant specularExponent kernelUnitLength scale xChannelSelector yChannelSelector azimuth \
			elevation pointsAtX pointsAtY pointsAtZ limitingConeAngle stdDeviation radius baseFrequency numOctaves \
			seed stitchTiles z systemLanguage \
			alignment-baseline baseline-shift clip-path clip-rule color color-interpolation \
			color-interpolation-filters direction display dominant-baseline fill fill-opacity fill-rule filter \
			flood-color flood-opacity font-family font-size font-size-adjust font-stretch font-style font-variant \
			font-weight image-rendering letter-spacing lighting-color marker marker-end marker-mid marker-start mask \
			mask-type mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity stroke \
			stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity \
			stroke-width text-anchor text-decoration text-rendering transform-origin unicode-bidi vector-effect \
			visibility word-spacing writing-mode""").split("\\s+"));

	/** Whatever is not within the drawing itself. */
	private static final Pattern ELSEWHERE = Pattern.compile("url\\s*+\\(\\s*+['\"]?+\\s*+(?!#)");

	private static final Pattern EMBEDDED = Pattern.compile("data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\\s]+");

	private static final Pattern CSS_COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

	private SvgRules() {
	}

	static boolean isElement(String namespace, String name) {
		return SVG.equals(namespace) && ELEMENTS.contains(name);
	}

	/** Whether an attribute stays; its value as an XML parser has read it. */
	static boolean isAttribute(String element, String namespace, String name, String value) {
		if (name.equals("href") && (namespace.isEmpty() || namespace.equals(XLINK))) {
			return value.strip().startsWith("#") || (element.equals("image") && EMBEDDED.matcher(value).matches());
		}
		boolean known = namespace.isEmpty() && (ATTRIBUTES.contains(name) || name.startsWith("aria-"));
		return known && isHarmless(value);
	}

	/** Whether a style sheet or a value can do nothing but style. */
	static boolean isHarmless(String css) {
		String plain = CSS_COMMENT.matcher(css).replaceAll(" ").toLowerCase(Locale.ROOT);
		return plain.indexOf('\\') < 0 && !plain.contains("@import") && !plain.contains("expression(")
				&& !plain.contains("javascript:") && !plain.contains("-moz-binding") && !plain.contains("image(")
				&& !plain.contains("image-set(") && !plain.contains("src(") && !plain.contains("/*")
				&& !ELSEWHERE.matcher(plain).find();
	}

}
