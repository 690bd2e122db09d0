package org.rowhouse.account;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Says in few words what somebody signed in with, by the {@code User-Agent}, which
 * anybody can set: it helps people to know their own devices, and decides nothing.
 */
final class Device {

	private static final Map<String, String> BROWSERS = browsers();

	private static final Map<String, String> SYSTEMS = systems();

	private Device() {
	}

	/** Those that pretend to be others come before them. */
	private static Map<String, String> browsers() {
		Map<String, String> names = new LinkedHashMap<>();
		names.put("Edg", "Edge");
		names.put("OPR/", "Opera");
		names.put("Vivaldi", "Vivaldi");
		names.put("SamsungBrowser", "Samsung Internet");
		names.put("Firefox", "Firefox");
		names.put("FxiOS", "Firefox");
		names.put("Chrome", "Chrome");
		names.put("Chromium", "Chromium");
		names.put("CriOS", "Chrome");
		names.put("Safari", "Safari");
		names.put("curl", "curl");
		return Collections.unmodifiableMap(names);
	}

	private static Map<String, String> systems() {
		Map<String, String> names = new LinkedHashMap<>();
		names.put("iPhone", "iPhone");
		names.put("iPad", "iPad");
		names.put("Android", "Android");
		names.put("Windows", "Windows");
		names.put("Mac OS X", "macOS");
		names.put("CrOS", "ChromeOS");
		names.put("Linux", "Linux");
		return Collections.unmodifiableMap(names);
	}

	/**
	 * Describes what sent a request.
	 * @param request a request
	 * @return such as {@code Firefox on Linux}
	 */
	static String of(HttpServletRequest request) {
		String agent = request.getHeader("User-Agent");
		String text = (agent != null) ? agent : "";
		String browser = first(BROWSERS, text);
		String system = first(SYSTEMS, text);
		if (browser.isEmpty() && system.isEmpty()) {
			return "Unknown device";
		}
		return (browser.isEmpty()) ? system : (system.isEmpty()) ? browser : browser + " on " + system;
	}

	private static String first(Map<String, String> names, String text) {
		return names.entrySet()
			.stream()
			.filter((entry) -> text.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse("");
	}

}
