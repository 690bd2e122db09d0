package org.rowhouse.sitefolder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.rowhouse.site.Folder;

/**
 * Writes a site folder as a zip file. The same folder gives the same bytes.
 */
final class ZipText {

	/** The earliest that the format knows: no time zone makes a difference. */
	private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

	private ZipText() {
	}

	static void write(OutputStream output, ExportPlan plan, Folder folder) throws IOException {
		String prefix = plan.site().key() + "/";
		ZipOutputStream zip = new ZipOutputStream(output, StandardCharsets.UTF_8);
		for (Map.Entry<String, String> file : plan.created().entrySet()) {
			add(zip, prefix + file.getKey(), file.getValue());
		}
		for (Map.Entry<String, ExportPlan.Change> file : plan.changed().entrySet()) {
			add(zip, prefix + file.getKey(), file.getValue().after());
		}
		if (plan.site().folder()) {
			for (String name : folder.files()) {
				if (!plan.created().containsKey(name) && !plan.changed().containsKey(name)) {
					copy(folder, name, zip, prefix);
				}
			}
		}
		zip.finish();
	}

	/** What is gone since the folder was listed is left out. */
	private static void copy(Folder folder, String name, ZipOutputStream zip, String prefix) throws IOException {
		SeekableByteChannel file = folder.open(name).orElse(null);
		if (file != null) {
			try (InputStream in = Channels.newInputStream(file)) {
				begin(zip, prefix + name);
				in.transferTo(zip);
				zip.closeEntry();
			}
		}
	}

	private static void add(ZipOutputStream zip, String name, String text) throws IOException {
		begin(zip, name);
		zip.write(text.getBytes(StandardCharsets.UTF_8));
		zip.closeEntry();
	}

	private static void begin(ZipOutputStream zip, String name) throws IOException {
		ZipEntry entry = new ZipEntry(name);
		entry.setTimeLocal(TIME);
		zip.putNextEntry(entry);
	}

}
