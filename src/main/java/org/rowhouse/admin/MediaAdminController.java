package org.rowhouse.admin;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.ContentItems;
import org.rowhouse.delivery.MediaAnswers;
import org.rowhouse.media.MediaContent;
import org.rowhouse.media.MediaFiles;
import org.rowhouse.media.MediaItem;
import org.rowhouse.media.MediaKind;
import org.rowhouse.media.MediaLibrary;
import org.rowhouse.media.MediaProperties;
import org.rowhouse.media.NoSuchMediaException;
import org.rowhouse.media.Variant;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.rowhouse.site.Sizes;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The media library of a site. Each method binds the site that its path names.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.ADD_MEDIA)
@RequestMapping("/sites/{key}")
class MediaAdminController {

	private static final int FILES_PER_PAGE = 48;

	private static final int MAX_USES = 50;

	private final Sites sites;

	private final CurrentSite currentSite;

	private final MediaLibrary library;

	private final MediaFiles files;

	private final MediaAnswers answers;

	private final ContentItems content;

	private final AdminModels models;

	private final MediaModels media;

	private final MediaProperties properties;

	MediaAdminController(Sites sites, CurrentSite currentSite, MediaLibrary library, MediaFiles files,
			MediaAnswers answers, ContentItems content, AdminModels models, MediaModels media,
			MediaProperties properties) {
		this.sites = sites;
		this.currentSite = currentSite;
		this.library = library;
		this.files = files;
		this.answers = answers;
		this.content = content;
		this.models = models;
		this.media = media;
		this.properties = properties;
	}

	@GetMapping("/media")
	ModelAndView list(@PathVariable String key, Filter filter, @RequestParam(defaultValue = "1") int page) {
		return on(key, (site) -> {
			Page<MediaItem> found = search(filter, page);
			ModelAndView view = view("admin/media", site);
			view.addObject("rows", found.map((item) -> this.media.row(site, item)).getContent());
			view.addObject("filter", filter.tidy());
			view.addObject("folders", this.library.folders());
			view.addObject("kinds", Arrays.stream(MediaKind.values()).map(MediaModels::kind).toList());
			view.addObject("pagination", pagination(found, "/sites/" + key + "/media", filter.tidy()));
			view.addObject("maxBytes", this.properties.maxFile().toBytes());
			view.addObject("maxSize", Sizes.readable(this.properties.maxFile().toBytes()));
			return view;
		});
	}

	@GetMapping("/media.json")
	@ResponseBody
	MediaList json(@PathVariable String key, Filter filter, @RequestParam(defaultValue = "1") int page) {
		return on(key, (site) -> {
			Page<MediaItem> found = search(filter, page);
			return new MediaList(found.map((item) -> this.media.body(site, item, null)).getContent(),
					(found.hasNext()) ? found.getNumber() + 2 : null);
		});
	}

	private Page<MediaItem> search(Filter filter, int page) {
		return this.library.search(filter.toSearch(), PageRequest.of(AdminModels.index(page), FILES_PER_PAGE));
	}

	@GetMapping("/media/raw/{name}")
	void raw(@PathVariable String key, @PathVariable String name, @RequestParam @Nullable String square,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		Site site = require(key);
		// No wider than a column of the admin UI.
		Variant variant = ((square != null) ? Variant.ofSquare(square) : Variant.ofWidth("960"))
			.orElseThrow(NoSuchMediaException::new);
		try (CurrentSite.Binding binding = this.currentSite.open(site);
				MediaContent opened = this.files.open(site, name, variant).orElseThrow(NoSuchMediaException::new)) {
			this.answers.sendPrivately(opened, request, response);
		}
	}

	@GetMapping("/media/{name}")
	ModelAndView file(@PathVariable String key, @PathVariable String name) {
		return on(key, (site) -> {
			MediaItem item = requireFile(name);
			return detail(site, item, MediaForm.of(item), Map.of());
		});
	}

	@Needs(Permission.CHANGE_MEDIA)
	@PostMapping("/media/{name}")
	ModelAndView change(@PathVariable String key, @PathVariable String name, MediaForm form,
			RedirectAttributes redirect) {
		return on(key, (site) -> {
			MediaItem item = requireFile(name);
			try {
				this.library.describe(name, form.toDetails());
				redirect.addFlashAttribute("flash", "Saved.");
				return new ModelAndView("redirect:/sites/" + key + "/media/" + name);
			}
			catch (InvalidInputException ex) {
				return detail(site, item, form, ex.errors());
			}
		});
	}

	@Needs(Permission.CHANGE_MEDIA)
	@PostMapping("/media/move")
	ModelAndView move(@PathVariable String key, @RequestParam(defaultValue = "") List<String> names,
			@RequestParam(defaultValue = "") String target, RedirectAttributes redirect) {
		return on(key, (site) -> {
			try {
				if (names.isEmpty()) {
					throw new InvalidInputException("names", "Choose files first.");
				}
				int moved = this.library.move(names, target);
				redirect.addFlashAttribute("flash", ((moved == 1) ? "1 file is" : moved + " files are") + " in "
						+ ((target.isBlank()) ? "the top folder" : "'" + target.strip() + "'") + " now.");
			}
			catch (InvalidInputException ex) {
				redirect.addFlashAttribute("flashError", ex.getMessage());
			}
			return new ModelAndView("redirect:/sites/" + key + "/media");
		});
	}

	@Needs(Permission.CHANGE_MEDIA)
	@GetMapping("/media/{name}/delete")
	ModelAndView confirmDeletion(@PathVariable String key, @PathVariable String name) {
		return on(key, (site) -> {
			MediaItem item = requireFile(name);
			ModelAndView view = view("admin/media-delete", site);
			view.addObject("file", this.media.row(site, item));
			addUses(view, site, item);
			return view;
		});
	}

	@Needs(Permission.CHANGE_MEDIA)
	@PostMapping("/media/{name}/delete")
	ModelAndView delete(@PathVariable String key, @PathVariable String name, RedirectAttributes redirect) {
		return on(key, (site) -> {
			this.library.delete(name);
			redirect.addFlashAttribute("flash", "'" + name + "' has been deleted.");
			return new ModelAndView("redirect:/sites/" + key + "/media");
		});
	}

	private ModelAndView detail(Site site, MediaItem item, MediaForm form, Map<String, String> errors) {
		ModelAndView view = view("admin/media-file", site);
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("file", this.media.row(site, item));
		view.addObject("raw", this.media.raw(site, item));
		view.addObject("path", item.path());
		String base = this.models.link(site).url();
		view.addObject("url", (base != null) ? base + item.path() : null);
		view.addObject("squares", item.hasVariants());
		view.addObject("accept", item.type().contentType());
		view.addObject("maxBytes", this.properties.maxFile().toBytes());
		view.addObject("form", form);
		view.addObject("errors", new LinkedHashMap<>(errors));
		view.addObject("folders", this.library.folders());
		addUses(view, site, item);
		return view;
	}

	private void addUses(ModelAndView view, Site site, MediaItem item) {
		view.addObject("uses",
				this.content.usesOf(item.path(), MAX_USES).stream().map((use) -> this.models.item(site, use)).toList());
	}

	private MediaItem requireFile(String name) {
		return this.library.find(name).orElseThrow(NoSuchMediaException::new);
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	private <T> T on(String key, Function<Site, T> action) {
		Site site = require(key);
		return this.currentSite.call(site, () -> action.apply(site));
	}

	private ModelAndView view(String template, Site site) {
		ModelAndView view = new ModelAndView(template);
		view.addObject("site", this.models.link(site));
		return view;
	}

	private static AdminModels.Pagination pagination(Page<?> page, String path, Filter filter) {
		return new AdminModels.Pagination(page.getNumber() + 1, Math.max(1, page.getTotalPages()),
				page.getTotalElements(), (page.hasPrevious()) ? filter.url(path, page.getNumber()) : null,
				(page.hasNext()) ? filter.url(path, page.getNumber() + 2) : null);
	}

	/** What is looked for in the library. */
	record Filter(@Nullable String q, @Nullable String kind, @Nullable String folder, @Nullable String lacking) {

		Filter tidy() {
			return new Filter(Texts.of(this.q), Texts.of(this.kind), Texts.of(this.folder),
					("alt".equals(this.lacking)) ? "alt" : null);
		}

		MediaLibrary.Search toSearch() {
			MediaKind wanted = Arrays.stream(MediaKind.values())
				.filter((known) -> MediaModels.kind(known).equals(this.kind))
				.findFirst()
				.orElse(null);
			return new MediaLibrary.Search(Texts.of(this.q), wanted,
					(Texts.of(this.folder).isBlank()) ? null : this.folder, "alt".equals(this.lacking));
		}

		String url(String path, int number) {
			UriComponentsBuilder url = UriComponentsBuilder.fromPath(path);
			Map<String, Object> values = new LinkedHashMap<>();
			add(url, values, "q", Texts.of(this.q));
			add(url, values, "kind", Texts.of(this.kind));
			add(url, values, "folder", Texts.of(this.folder));
			add(url, values, "lacking", Texts.of(this.lacking));
			return url.queryParam("page", number).encode().buildAndExpand(values).toUriString();
		}

		private static void add(UriComponentsBuilder url, Map<String, Object> values, String name, String value) {
			if (!value.isEmpty()) {
				url.queryParam(name, "{" + name + "}");
				values.put(name, value);
			}
		}

	}

	/**
	 * A part of the library in JSON.
	 *
	 * @param items files, the newest first
	 * @param next the number of the next part; absent if this is the last
	 */
	record MediaList(List<MediaModels.MediaBody> items, @Nullable Integer next) {

	}

}
