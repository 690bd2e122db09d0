package org.rowhouse.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.cache.SurrogateKeys;
import org.rowhouse.delivery.FileAnswer.Keeper;
import org.rowhouse.media.FileType;
import org.rowhouse.media.MediaContent;
import org.rowhouse.site.Site;
import org.rowhouse.theme.Representation;
import org.rowhouse.theme.StaticFile;

import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Component;

/**
 * Sends media as static files are sent, and so that nothing in them can run on the host
 * that they come from.
 */
@Component
public class MediaAnswers {

	private static final String POLICY = "Content-Security-Policy";

	private static final int BUFFER = 64 * 1024;

	private final SurrogateKeys keys;

	MediaAnswers(SurrogateKeys keys) {
		this.keys = keys;
	}

	/**
	 * Sends a file to everybody.
	 * @param content the file
	 * @param site whose it is
	 * @param request the request, whose conditions and ranges hold
	 * @param response the response
	 * @throws IOException if it cannot be read or sent
	 */
	public void send(MediaContent content, Site site, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		this.keys.tag(site, response);
		send(content, Keeper.of(site), request, response);
	}

	/**
	 * Sends a file to somebody who has signed in, for nobody else to keep.
	 * @param content the file
	 * @param request the request, whose conditions and ranges hold
	 * @param response the response
	 * @throws IOException if it cannot be read or sent
	 */
	public void sendPrivately(MediaContent content, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		send(content, Keeper.PRIVATE, request, response);
	}

	private static void send(MediaContent content, Keeper keeper, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		FileType type = content.type();
		response.setHeader(POLICY, policy(type));
		response.setHeader("X-Content-Type-Options", "nosniff");
		ContentDisposition.Builder disposition = (type.isShown()) ? ContentDisposition.inline()
				: ContentDisposition.attachment();
		if (content.variant().isEmpty()) {
			disposition.filename(content.item().name());
		}
		response.setHeader("Content-Disposition", disposition.build().toString());
		String fingerprint = content.item().fingerprint();
		FileAnswer.send(
				new StaticFile(type.contentType(), content.item().updatedAt(), List.of(new Whole(content)),
						() -> (content.lasting()) ? Optional.of(fingerprint) : Optional.empty()),
				keeper, request, response);
	}

	/** The viewers of browsers for PDF are refused by a sandbox, and need none. */
	private static String policy(FileType type) {
		return switch (type.kind()) {
			case PICTURE -> "default-src 'none'; style-src 'unsafe-inline'; sandbox";
			case AUDIO, VIDEO -> "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox";
			case DOCUMENT -> "frame-ancestors 'self'";
		};
	}

	/** The bytes as they are; whoever has opened them closes them. */
	private record Whole(MediaContent content) implements Representation {

		@Override
		public String coding() {
			return "identity";
		}

		@Override
		public String etag() {
			return this.content.etag();
		}

		@Override
		public long length() {
			return this.content.length();
		}

		@Override
		public Body open() {
			SeekableByteChannel bytes = this.content.bytes();
			return new Body() {

				@Override
				public void writeTo(OutputStream out, long from, long length) throws IOException {
					ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, length)));
					bytes.position(from);
					for (long left = length; left > 0; left -= buffer.position()) {
						buffer.clear().limit((int) Math.min(buffer.capacity(), left));
						if (bytes.read(buffer) < 0) {
							throw new EOFException("The file has become shorter while it was sent");
						}
						out.write(buffer.array(), 0, buffer.position());
					}
				}

				@Override
				public void close() {
					// Not its own.
				}

			};
		}

	}

}
