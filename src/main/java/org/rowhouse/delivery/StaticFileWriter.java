package org.rowhouse.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.delivery.ByteRanges.Part;
import org.rowhouse.theme.Representation;
import org.rowhouse.theme.StaticFile;

/**
 * Sends a static file, or parts of it, with the length told beforehand. HEAD gets the
 * same headers and no body.
 */
final class StaticFileWriter {

	private final StaticFile file;

	private final Representation chosen;

	private final Representation.Body body;

	StaticFileWriter(StaticFile file, Representation chosen, Representation.Body body) {
		this.file = file;
		this.chosen = chosen;
		this.body = body;
	}

	void write(@Nullable ByteRanges ranges, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		boolean head = request.getMethod().equals("HEAD");
		if (ranges == null || head) {
			// A range has no meaning for HEAD (RFC 9110, section 14.2).
			response.setContentType(this.file.contentType());
			response.setContentLengthLong(this.chosen.length());
			if (!head) {
				this.body.writeTo(response.getOutputStream(), 0, this.chosen.length());
			}
		}
		else if (ranges.parts().size() == 1) {
			Part part = ranges.parts().get(0);
			response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
			response.setContentType(this.file.contentType());
			response.setHeader("Content-Range", part.contentRange(ranges.length()));
			response.setContentLengthLong(part.size());
			this.body.writeTo(response.getOutputStream(), part.from(), part.size());
		}
		else {
			parts(ranges, response);
		}
	}

	/** RFC 9110, section 14.6. */
	private void parts(ByteRanges ranges, HttpServletResponse response) throws IOException {
		String boundary = UUID.randomUUID().toString();
		List<byte[]> heads = new ArrayList<>();
		byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
		long length = end.length;
		for (Part part : ranges.parts()) {
			byte[] head = (((heads.isEmpty()) ? "" : "\r\n") + "--" + boundary + "\r\nContent-Type: "
					+ this.file.contentType() + "\r\nContent-Range: " + part.contentRange(ranges.length()) + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII);
			heads.add(head);
			length += head.length + part.size();
		}
		response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
		response.setContentType("multipart/byteranges; boundary=" + boundary);
		response.setContentLengthLong(length);
		OutputStream out = response.getOutputStream();
		for (int i = 0; i < heads.size(); i++) {
			Part part = ranges.parts().get(i);
			out.write(heads.get(i));
			this.body.writeTo(out, part.from(), part.size());
		}
		out.write(end);
	}

}
