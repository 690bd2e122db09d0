package org.rowhouse.media;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Iterator;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.resizers.configurations.ScalingMode;
import org.rowhouse.site.InvalidInputException;

import org.springframework.stereotype.Component;

/**
 * Opens pictures, makes them smaller and writes them. Of a large one only every second,
 * third … pixel is opened, so that what it takes in memory has a bound that its size does
 * not change.
 */
@Component
class PictureCodec {

	private static final float QUALITY = 0.88f;

	private final long openedBytes;

	PictureCodec(MediaProperties properties) {
		this.openedBytes = properties.openedBytes();
		// From here, since threads of requests may see fewer classes.
		ImageIO.scanForPlugins();
	}

	/**
	 * Opens a picture, in the colours that screens have.
	 * @param type what it is
	 * @param facts what its head says
	 * @param content its bytes
	 * @param wanted the width that is wanted in the end, before it is turned
	 * @return its pixels, at least so wide where it is and where memory allows
	 * @throws InvalidInputException if it is damaged
	 */
	BufferedImage open(FileType type, PictureFacts facts, SeekableByteChannel content, int wanted) throws IOException {
		Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.contentType());
		if (!readers.hasNext()) {
			throw new IllegalStateException("Nothing here reads " + type.contentType());
		}
		ImageReader reader = readers.next();
		try (ImageInputStream in = new ChannelImageInput(content)) {
			reader.setInput(in, true, true);
			ImageReadParam param = reader.getDefaultReadParam();
			int step = step(facts, wanted);
			param.setSourceSubsampling(step, step, 0, 0);
			if (type == FileType.JPEG) {
				chooseColours(reader, param);
			}
			return toScreen(reader.read(0, param));
		}
		catch (IOException ex) {
			if (ex instanceof javax.imageio.IIOException) {
				throw damaged(ex);
			}
			throw ex;
		}
		catch (RuntimeException ex) {
			// What readers throw when a picture is not as its format has it.
			throw damaged(ex);
		}
		finally {
			reader.dispose();
		}
	}

	private static InvalidInputException damaged(Exception cause) {
		InvalidInputException failure = new InvalidInputException("file",
				"This picture is damaged or of an unusual kind. Save it again and upload that.");
		failure.initCause(cause);
		return failure;
	}

	/** Twice the wanted width is enough to look good; more than the bound never is. */
	private int step(PictureFacts facts, int wanted) {
		int step = Math.max(1, facts.width() / (2 * wanted));
		while (facts.pixels() / ((long) step * step) * facts.bytesPerPixel() > this.openedBytes) {
			step++;
		}
		return step;
	}

	/** The JDK would take the numbers of a wide gamut for those of sRGB. */
	private static void chooseColours(ImageReader reader, ImageReadParam param) throws IOException {
		Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
		while (types.hasNext()) {
			ImageTypeSpecifier type = types.next();
			ColorSpace space = type.getColorModel().getColorSpace();
			if (space instanceof ICC_ColorSpace && !space.isCS_sRGB() && space.getType() == ColorSpace.TYPE_RGB) {
				param.setDestinationType(type);
				return;
			}
		}
	}

	private static BufferedImage toScreen(BufferedImage image) {
		ColorSpace space = image.getColorModel().getColorSpace();
		if (space.isCS_sRGB() || space.getType() != ColorSpace.TYPE_RGB) {
			return image;
		}
		BufferedImage screen = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
		new ColorConvertOp(null).filter(image, screen);
		return screen;
	}

	/** Makes a picture smaller, in a form that can be written. */
	BufferedImage resize(BufferedImage image, int width, int height, boolean alpha) {
		int type = (alpha) ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR;
		if (image.getWidth() == width && image.getHeight() == height) {
			return (image.getType() == type) ? image : copy(image, type);
		}
		try {
			return Thumbnails.of(image)
				.forceSize(width, height)
				.imageType(type)
				.scalingMode(ScalingMode.PROGRESSIVE_BILINEAR)
				.asBufferedImage();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Nothing is read or written here", ex);
		}
	}

	private static BufferedImage copy(BufferedImage image, int type) {
		BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
		Graphics2D graphics = copy.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION,
				RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
		graphics.drawImage(image, 0, 0, null);
		graphics.dispose();
		return copy;
	}

	/** Turns and mirrors a picture so that it is upright. */
	BufferedImage upright(BufferedImage image, int orientation) {
		if (orientation == 1) {
			return image;
		}
		double w = image.getWidth();
		double h = image.getHeight();
		AffineTransform turn = switch (orientation) {
			case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
			case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
			case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
			case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
			case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
			case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
			default -> new AffineTransform(0, -1, 1, 0, 0, w);
		};
		boolean turned = orientation >= 5;
		BufferedImage upright = new BufferedImage((int) ((turned) ? h : w), (int) ((turned) ? w : h), image.getType());
		return new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(image, upright);
	}

	/** Writes the pixels and nothing else. */
	void write(BufferedImage image, FileType type, SeekableByteChannel target) throws IOException {
		ImageWriter writer = ImageIO.getImageWritersByMIMEType(type.contentType()).next();
		try (ImageOutputStream out = new ChannelImageOutput(target)) {
			ImageWriteParam param = writer.getDefaultWriteParam();
			if (type == FileType.JPEG) {
				param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
				param.setCompressionQuality(QUALITY);
			}
			writer.setOutput(out);
			writer.write(null, new IIOImage(image, null, null), param);
		}
		finally {
			writer.dispose();
		}
	}

}
