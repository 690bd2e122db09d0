package org.rowhouse.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.audit.AuditCsv;
import org.rowhouse.audit.AuditEntry;
import org.rowhouse.audit.AuditFilter;
import org.rowhouse.audit.AuditLog;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Who changed what: on the whole platform, and on one site.
 */
@Controller
@OnHost(HostKind.ADMIN)
class AuditAdminController {

	private static final int PAGE = 50;

	private final AuditLog log;

	private final Sites sites;

	private final AdminModels models;

	AuditAdminController(AuditLog log, Sites sites, AdminModels models) {
		this.log = log;
		this.sites = sites;
		this.models = models;
	}

	@Needs(Permission.OPERATE)
	@GetMapping("/audit")
	ModelAndView platform(FilterForm form, @RequestParam(defaultValue = "0") long before) {
		return page("/audit", null, form, before);
	}

	@Needs(Permission.OPERATE)
	@GetMapping("/audit.csv")
	void export(FilterForm form, HttpServletResponse response) throws IOException {
		write(form.toFilter(ZoneOffset.UTC), "audit", response);
	}

	@Needs(Permission.SEE_ACTIVITY)
	@GetMapping("/sites/{key}/activity")
	ModelAndView ofSite(@PathVariable String key, FilterForm form, @RequestParam(defaultValue = "0") long before) {
		return page("/sites/" + key + "/activity", require(key), form, before);
	}

	@Needs(Permission.SEE_ACTIVITY)
	@GetMapping("/sites/{key}/activity.csv")
	void export(@PathVariable String key, FilterForm form, HttpServletResponse response) throws IOException {
		Site site = require(key);
		write(form.toFilter(site.timeZone()).onSite(site), key + "-activity", response);
	}

	private void write(AuditFilter filter, String name, HttpServletResponse response) throws IOException {
		response.setContentType("text/csv");
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"");
		AuditCsv.write(this.log, filter, response.getWriter());
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	private ModelAndView page(String path, @Nullable Site site, FilterForm form, long before) {
		ZoneId zone = (site != null) ? site.timeZone() : ZoneOffset.UTC;
		Map<String, String> errors = new LinkedHashMap<>();
		AuditFilter filter = AuditFilter.ALL;
		try {
			filter = form.toFilter(zone);
		}
		catch (InvalidInputException ex) {
			errors.putAll(ex.errors());
		}
		AuditFilter effective = (site != null) ? filter.onSite(site) : filter;
		List<AuditEntry> found = this.log.find(effective, (before > 0) ? before : Long.MAX_VALUE, PAGE + 1);
		List<AuditEntry> shown = found.subList(0, Math.min(PAGE, found.size()));
		ModelAndView view = new ModelAndView("admin/audit");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("path", path);
		view.addObject("site", (site != null) ? this.models.link(site) : null);
		view.addObject("zone", zone.getId());
		view.addObject("form", form);
		view.addObject("errors", errors);
		view.addObject("rows", shown.stream().map((entry) -> row(entry, zone)).toList());
		view.addObject("older", (found.size() > PAGE) ? form.address(path, shown.get(shown.size() - 1).id()) : null);
		view.addObject("csv", form.address(path + ".csv", null));
		return view;
	}

	private static Row row(AuditEntry entry, ZoneId zone) {
		Set<String> fields = new TreeSet<>(entry.before().keySet());
		fields.addAll(entry.after().keySet());
		return new Row(LocalFormat.SECOND.now().format(entry.happenedAt().atZone(zone)), entry.username(),
				entry.address(), entry.site(), entry.action(), entry.subject(),
				fields.stream()
					.map((field) -> new Difference(field, entry.before().get(field), entry.after().get(field)))
					.toList());
	}

	/** What somebody looks for; days in the zone of the site. */
	record FilterForm(@Nullable String who, @Nullable String action, @Nullable String on, @Nullable String q,
			@Nullable String from, @Nullable String to) {

		AuditFilter toFilter(ZoneId zone) {
			Instant first = day(this.from, "from", zone, 0);
			Instant last = day(this.to, "to", zone, 1);
			return new AuditFilter(0, Texts.of(this.on), Texts.of(this.who), Texts.of(this.action), Texts.of(this.q),
					(first != null) ? first : AuditFilter.ALL.from(), (last != null) ? last : AuditFilter.ALL.to());
		}

		private static @Nullable Instant day(@Nullable String typed, String field, ZoneId zone, int later) {
			if (typed == null || typed.isBlank()) {
				return null;
			}
			try {
				return LocalDate.parse(typed.strip()).plusDays(later).atStartOfDay(zone).toInstant();
			}
			catch (DateTimeParseException ex) {
				throw new InvalidInputException(field, "Write a day as 2026-11-21.");
			}
		}

		String address(String path, @Nullable Long before) {
			UriComponentsBuilder builder = UriComponentsBuilder.fromPath(path);
			Map<String, String> values = new LinkedHashMap<>();
			add(builder, values, "who", this.who);
			add(builder, values, "action", this.action);
			add(builder, values, "on", this.on);
			add(builder, values, "q", this.q);
			add(builder, values, "from", this.from);
			add(builder, values, "to", this.to);
			if (before != null) {
				builder.queryParam("before", before);
			}
			return builder.encode().buildAndExpand(values).toUriString();
		}

		private static void add(UriComponentsBuilder builder, Map<String, String> values, String name,
				@Nullable String value) {
			if (value != null && !value.isBlank()) {
				builder.queryParam(name, "{" + name + "}");
				values.put(name, value);
			}
		}

	}

	/** An entry as the list shows it. */
	record Row(String when, String who, String address, @Nullable String site, String action, String subject,
			List<Difference> differences) {

	}

	/** A value that changed. */
	record Difference(String field, @Nullable String before, @Nullable String after) {

	}

}
