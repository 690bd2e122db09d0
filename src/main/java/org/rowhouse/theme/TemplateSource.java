package org.rowhouse.theme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.theme.TemplateMistake.Line;

import org.springframework.core.io.Resource;

/**
 * The file of a template, for those who look for the mistake in it.
 */
final class TemplateSource {

	private static final int AROUND = 2;

	private static final int MAX_WIDTH = 300;

	private TemplateSource() {
	}

	/**
	 * Names a file without telling where the installation is.
	 */
	static String name(@Nullable Resource resource, String template) {
		if (resource instanceof FolderResource file) {
			String path = file.path();
			int end = path.length() - ("templates/" + template + ".html").length();
			for (String folder : List.of("platform/themes/", "sites/")) {
				int start = path.lastIndexOf(folder, end);
				if (start >= 0) {
					return path.substring(start);
				}
			}
		}
		return (resource != null) ? "built-in theme, templates/" + template + ".html"
				: "templates/" + template + ".html";
	}

	/** The line with two before and after it. */
	static List<Line> excerpt(@Nullable Resource resource, @Nullable Integer line) {
		if (resource == null || line == null) {
			return List.of();
		}
		try (InputStream in = resource.getInputStream()) {
			List<String> lines = new String(in.readNBytes(SandboxedEngine.MAX_TEMPLATE), StandardCharsets.UTF_8).lines()
				.toList();
			List<Line> excerpt = new ArrayList<>();
			for (int i = Math.max(1, line - AROUND); i <= Math.min(lines.size(), line + AROUND); i++) {
				String text = lines.get(i - 1);
				excerpt.add(new Line(i, (text.length() > MAX_WIDTH) ? text.substring(0, MAX_WIDTH) + "…" : text,
						i == line));
			}
			return excerpt;
		}
		catch (IOException ex) {
			return List.of();
		}
	}

}
