package org.rowhouse.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The parts that the screens of the admin UI are made of, with the classes and the
 * fragments that the screens use, for whoever makes another one. Nothing on this page can
 * be sent.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.OPERATE)
class DesignSystemController {

	private static final List<String> COLOURS = List.of("bg", "surface", "sunken", "line", "edge", "text", "muted",
			"accent", "accent-strong", "accent-soft", "on-accent", "ok", "ok-soft", "warn", "warn-soft", "danger",
			"danger-soft", "gray-soft");

	private static final List<String> SPACES = List.of("s1", "s2", "s3", "s4", "s5", "s6", "s7");

	/** A day of a small site, by the hour. */
	private static final List<Integer> ANSWERED = List.of(12, 8, 5, 4, 4, 9, 22, 48, 80, 95, 102, 110, 96, 88, 104, 112,
			98, 86, 90, 101, 84, 60, 38, 21);

	private static final List<Integer> FAILED = List.of(0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0, 14, 22, 6, 0, 0, 0, 1, 0, 0, 0,
			0, 0, 0);

	@GetMapping("/design-system")
	ModelAndView show() {
		Map<String, String> errors = new LinkedHashMap<>();
		errors.put("address", "“library example com” is no host name. Write one such as library.example.com.");
		errors.put("role", "Choose one of author, editor and owner.");
		ModelAndView view = new ModelAndView("admin/design-system");
		view.addObject("colours", COLOURS);
		view.addObject("spaces", SPACES);
		view.addObject("errors", errors);
		view.addObject("first", "");
		view.addObject("states",
				List.of("active", "suspended", "archived", "broken", "published", "scheduled", "draft"));
		view.addObject("pagination",
				new AdminModels.Pagination(2, 7, 312, "/design-system?page=1#lists", "/design-system?page=3#lists"));
		List<Chart.Time> hours = hours();
		view.addObject("bars",
				Chart.bars(hours, List.of(values(ANSWERED), values(FAILED)), 1000, DesignSystemController::whole));
		view.addObject("lines", Chart.lines(hours, List.of(values(ANSWERED)), DesignSystemController::whole));
		return view;
	}

	private static List<Chart.Time> hours() {
		List<Chart.Time> hours = new ArrayList<>();
		for (int hour = 0; hour < ANSWERED.size(); hour++) {
			String time = ((hour < 10) ? "0" : "") + hour + ":00";
			hours.add(new Chart.Time(time, time));
		}
		return hours;
	}

	private static double[] values(List<Integer> figures) {
		return figures.stream().mapToDouble(Integer::doubleValue).toArray();
	}

	private static String whole(double value) {
		return String.valueOf(Math.round(value));
	}

}
