package org.rowhouse.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.RequestContext;
import org.rowhouse.site.InvalidInputException;

import org.springframework.stereotype.Component;

/**
 * Reads forms with files as a stream: nothing of them is in memory but a buffer, nothing
 * on the disk but what is taken in, and nothing at all before whoever sends them has
 * signed in.
 */
@Component
public class MediaUploads {

	/** What is thrown away of a file that is too large, so that its sender hears why. */
	private static final long MAX_THROWN_AWAY = 1L << 30;

	private static final int MAX_FIELD = 10_000;

	private static final int MAX_PARTS = 200;

	private final MediaReceiver receiver;

	private final long maxRead;

	MediaUploads(MediaReceiver receiver, MediaProperties properties) {
		this.receiver = receiver;
		this.maxRead = properties.maxFile().toBytes() + MAX_THROWN_AWAY;
	}

	/**
	 * Reads a form. Its fields stand in front of its files.
	 * @param request the request
	 * @param taker takes the files as they come
	 * @throws InvalidInputException if it is no such form, or longer than anything that
	 * can be in one; what the taker throws
	 * @throws IOException if whoever sends it stops
	 */
	public void read(HttpServletRequest request, Taker taker) throws IOException {
		requireLength(request, true);
		try {
			Form form = new Form();
			form.setMaxSize(this.maxRead);
			form.setMaxPartHeaderSize(MAX_FIELD);
			FileItemInputIterator parts = form.getItemIterator(request);
			Map<String, String> fields = new HashMap<>();
			for (int i = 0; parts.hasNext(); i++) {
				if (i >= MAX_PARTS) {
					throw new InvalidInputException("file", "A form has at most " + MAX_PARTS + " files and fields.");
				}
				FileItemInput part = parts.next();
				try (InputStream in = part.getInputStream()) {
					if (part.isFormField()) {
						fields.put(String.valueOf(part.getFieldName()), text(in));
					}
					else if (part.getName() != null && !part.getName().isEmpty()) {
						taker.take(in, part.getName(), fields);
					}
				}
			}
		}
		catch (FileUploadSizeException ex) {
			throw new TooLargeException("What was sent is too long, all files of the form together. Send them one by "
					+ "one, and none that is larger than a file may be.");
		}
		catch (FileUploadException ex) {
			throw new InvalidInputException("file", "This is no form with files: send multipart/form-data with a part "
					+ "'file' that has a file name.");
		}
	}

	/**
	 * Refuses a body of which it is clear from the start that it is too long, before it
	 * is sent.
	 * @param request the request
	 * @param form whether it is a form, which is longer than the file in it
	 * @throws TooLargeException if it is too long
	 */
	public void requireLength(HttpServletRequest request, boolean form) {
		long length = request.getContentLengthLong();
		boolean asks = request.getHeader("Expect") != null;
		if (length > this.maxRead || (length > 0 && asks && !form)) {
			this.receiver.requireSize(length);
		}
		else if (asks && form) {
			this.receiver.requireSize(length - MAX_FIELD);
		}
	}

	/**
	 * Reads on to the end, so that whoever sends a body hears why it was refused.
	 * @param request the request
	 * @throws IOException if it cannot be read any more
	 */
	public void drain(HttpServletRequest request) throws IOException {
		InputStream in = request.getInputStream();
		byte[] buffer = new byte[16 * 1024];
		long left = this.maxRead;
		for (int count = 0; count >= 0 && left > 0; left -= count) {
			count = in.read(buffer);
		}
	}

	private static String text(InputStream in) throws IOException {
		byte[] bytes = in.readNBytes(MAX_FIELD + 1);
		if (bytes.length > MAX_FIELD) {
			throw new InvalidInputException("", "A field of the form is longer than " + MAX_FIELD + " bytes.");
		}
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Takes a file of a form.
	 */
	public interface Taker {

		/**
		 * Takes a file.
		 * @param in its bytes; what is not read is thrown away
		 * @param filename its name
		 * @param fields the fields that stand in front of it
		 * @throws IOException if it cannot be read or kept
		 */
		void take(InputStream in, String filename, Map<String, String> fields) throws IOException;

	}

	private static final class Form extends AbstractFileUpload<HttpServletRequest, DiskFileItem, DiskFileItemFactory> {

		@Override
		public FileItemInputIterator getItemIterator(HttpServletRequest request) throws IOException {
			return super.getItemIterator(new Sent(request));
		}

		@Override
		public Map<String, List<DiskFileItem>> parseParameterMap(HttpServletRequest request) {
			throw new UnsupportedOperationException("Files are read as a stream");
		}

		@Override
		public List<DiskFileItem> parseRequest(HttpServletRequest request) {
			throw new UnsupportedOperationException("Files are read as a stream");
		}

	}

	private record Sent(HttpServletRequest request) implements RequestContext {

		@Override
		public String getCharacterEncoding() {
			return "UTF-8";
		}

		@Override
		public long getContentLength() {
			return this.request.getContentLengthLong();
		}

		@Override
		public String getContentType() {
			return String.valueOf(this.request.getContentType());
		}

		@Override
		public InputStream getInputStream() throws IOException {
			return this.request.getInputStream();
		}

		@Override
		public boolean isMultipartRelated() {
			return false;
		}

	}

}
