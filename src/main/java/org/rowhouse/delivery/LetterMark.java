package org.rowhouse.delivery;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import org.rowhouse.site.Site;

import org.springframework.web.util.HtmlUtils;

/**
 * A mark for a site that has no icon: the first letter of its name on its colour.
 *
 * @param letter a letter or digit; empty if the name has none
 * @param color as {@code #rrggbb}
 */
record LetterMark(String letter, String color) {

	private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

	/** Dark enough for white letters. */
	private static final List<String> COLORS = List.of("#2a4b9b", "#8a3324", "#1c6840", "#6b3fa0", "#7a4e00", "#0f6674",
			"#9b2a5e", "#3d4452");

	/** The accent of the site's design, or always the same one for the same key. */
	static LetterMark of(Site site) {
		String accent = site.options().getOrDefault("accent", "");
		String color = (COLOR.matcher(accent).matches()) ? accent.toLowerCase(Locale.ROOT)
				: COLORS.get(Math.floorMod(site.key().hashCode(), COLORS.size()));
		String letter = site.name()
			.codePoints()
			.filter(Character::isLetterOrDigit)
			.limit(1)
			.mapToObj(Character::toString)
			.findFirst()
			.orElse("");
		return new LetterMark(letter.toUpperCase(site.locale()), color);
	}

	/**
	 * Black or white, whichever reads better on the colour (WCAG 2.2, relative
	 * luminance).
	 */
	private String ink() {
		Color background = Color.decode(this.color);
		double luminance = 0.2126 * linear(background.getRed()) + 0.7152 * linear(background.getGreen())
				+ 0.0722 * linear(background.getBlue());
		return (luminance > 0.179) ? "#000000" : "#ffffff";
	}

	private static double linear(int channel) {
		double share = channel / 255.0;
		return (share <= 0.04045) ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
	}

	String svg() {
		return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" rx=\"14\""
				+ " fill=\"" + this.color + "\"/><text x=\"32\" y=\"45\" font-family=\"system-ui, sans-serif\""
				+ " font-size=\"38\" font-weight=\"700\" text-anchor=\"middle\" fill=\"" + ink() + "\">"
				+ HtmlUtils.htmlEscape(this.letter, "UTF-8") + "</text></svg>";
	}

	byte[] png(int size) {
		BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setColor(Color.decode(this.color));
		graphics.fill(new RoundRectangle2D.Double(0, 0, size, size, size * 0.44, size * 0.44));
		graphics.setColor(Color.decode(ink()));
		Shape shape = shape(graphics);
		Rectangle2D bounds = shape.getBounds2D();
		double scale = size * 0.46 / Math.max(bounds.getHeight(), bounds.getWidth());
		AffineTransform transform = new AffineTransform();
		transform.translate(size / 2.0, size / 2.0);
		transform.scale(scale, scale);
		transform.translate(-bounds.getCenterX(), -bounds.getCenterY());
		graphics.fill(transform.createTransformedShape(shape));
		graphics.dispose();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, "png", bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/** A house where there is no letter, or the machine has no fonts to draw it with. */
	private Shape shape(Graphics2D graphics) {
		try {
			Font font = new Font(Font.SANS_SERIF, Font.BOLD, 100);
			Shape outline = font.createGlyphVector(graphics.getFontRenderContext(), this.letter).getOutline();
			if (!outline.getBounds2D().isEmpty()) {
				return outline;
			}
		}
		catch (RuntimeException | LinkageError | InternalError ex) {
			// Servers often have no fonts, which Java tells in several ways.
		}
		Path2D house = new Path2D.Double();
		house.moveTo(0, 100);
		house.lineTo(0, 40);
		house.lineTo(50, 0);
		house.lineTo(100, 40);
		house.lineTo(100, 100);
		house.closePath();
		return house;
	}

	/** Puts a PNG into an icon file, with the one entry that it needs. */
	static byte[] ico(byte[] png, int size) {
		return ByteBuffer.allocate(22 + png.length)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putShort((short) 0)
			.putShort((short) 1)
			.putShort((short) 1)
			.put((byte) size)
			.put((byte) size)
			.put((byte) 0)
			.put((byte) 0)
			.putShort((short) 1)
			.putShort((short) 32)
			.putInt(png.length)
			.putInt(22)
			.put(png)
			.array();
	}

}
