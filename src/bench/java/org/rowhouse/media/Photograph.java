package org.rowhouse.media;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Random;

import javax.imageio.ImageIO;

/**
 * Writes a JPEG as hard to code as a photograph: soft shapes with grain.
 */
final class Photograph {

	private Photograph() {
	}

	public static void main(String[] args) throws IOException {
		int width = Integer.parseInt(args[1]);
		int height = Integer.parseInt(args[2]);
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Random grain = new Random(1);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				double shape = Math.sin(x / 211.0) + Math.cos(y / 173.0) + Math.sin((x + y) / 37.0) / 4;
				int noise = grain.nextInt(24);
				int red = (int) (110 + 40 * shape) + noise;
				int green = (int) (100 + 30 * Math.cos(shape * 2)) + noise;
				int blue = (int) (120 - 35 * shape) + noise;
				image.setRGB(x, y, (clamp(red) << 16) | (clamp(green) << 8) | clamp(blue));
			}
		}
		ImageIO.write(image, "jpeg", new File(args[0]));
	}

	private static int clamp(int value) {
		return Math.max(0, Math.min(255, value));
	}

}
