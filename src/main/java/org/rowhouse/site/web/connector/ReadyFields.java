package org.rowhouse.site.web.connector;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map.Entry;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.rowhouse.site.ReadyAnswers.ReadyHeaders;

/**
 * Headers that are sent together: in HTTP/1 as lines that are written once, in HTTP/2,
 * where what was sent before on a connection counts, one by one.
 */
final class ReadyFields implements ReadyHeaders {

	private final HttpField[] fields;

	private final HttpField lines;

	ReadyFields(List<Entry<String, String>> headers) {
		this.fields = headers.stream()
			.map((header) -> new HttpField(header.getKey(), header.getValue()))
			.toArray(HttpField[]::new);
		this.lines = new Lines(this.fields);
	}

	/**
	 * Adds them to those of a response that is not looked at any more.
	 * @param response where they go
	 * @param version how it is sent
	 */
	void addTo(HttpFields.Mutable response, HttpVersion version) {
		if (version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0) {
			response.add(this.lines);
			return;
		}
		for (HttpField field : this.fields) {
			response.add(field);
		}
	}

	/**
	 * Several header lines in the place of one. The connector writes what it is given by
	 * such a field and reads neither its name nor its value.
	 */
	private static final class Lines extends PreEncodedHttpField {

		private final byte[] bytes;

		Lines(HttpField[] fields) {
			super("Ready", "");
			ByteArrayOutputStream lines = new ByteArrayOutputStream();
			ByteBuffer line = ByteBuffer.allocate(longest(fields));
			for (HttpField field : fields) {
				HttpGenerator.putTo(field, line.clear());
				lines.write(line.array(), 0, line.position());
			}
			this.bytes = lines.toByteArray();
		}

		private static int longest(HttpField[] fields) {
			int longest = 0;
			for (HttpField field : fields) {
				longest = Math.max(longest,
						(field.getName() + ": " + field.getValue() + "\r\n").getBytes(StandardCharsets.UTF_8).length);
			}
			return longest;
		}

		@Override
		public void putTo(ByteBuffer buffer, HttpVersion version) {
			buffer.put(this.bytes);
		}

		@Override
		public int getEncodedLength(HttpVersion version) {
			return this.bytes.length;
		}

	}

}
