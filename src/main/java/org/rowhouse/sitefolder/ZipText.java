package org.rowhouse.sitefolder;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
		ExportPlan.Change siteYml = plan.siteYml();
		for (Map.Entry<String, String> file : plan.created().entrySet()) {
			add(zip, prefix + file.getKey(), file.getValue());
		}
		if (siteYml != null) {
			add(zip, prefix + "site.yml", siteYml.after());
		}
		if (plan.site().folder()) {
			for (String name : folder.files()) {
				Path file = folder.file(name).orElse(null);
				if (file != null && !plan.created().containsKey(name)
						&& (siteYml == null || !name.equals("site.yml"))) {
					begin(zip, prefix + name);
					Files.copy(file, zip);
					zip.closeEntry();
				}
			}
		}
		zip.finish();
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
