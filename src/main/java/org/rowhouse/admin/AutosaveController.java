package org.rowhouse.admin;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.Autosave;
import org.rowhouse.content.Autosaves;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.content.NoSuchItemException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Keeps what is typed while it is typed. The fields come as the form sends them; the
 * answer is JSON.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.WRITE)
@RequestMapping("/sites/{key}/{kinds:pages|posts}/autosave")
class AutosaveController {

	private final Autosaves autosaves;

	private final ItemPages pages;

	private final AdminWords words;

	AutosaveController(Autosaves autosaves, ItemPages pages, AdminWords words) {
		this.words = words;
		this.autosaves = autosaves;
		this.pages = pages;
	}

	@PostMapping
	ResponseEntity<?> keep(@PathVariable String key, @PathVariable String kinds,
			@RequestParam MultiValueMap<String, String> posted, @RequestParam(required = false) @Nullable Long id) {
		try {
			return ResponseEntity.ok(this.pages.on(key, (site) -> {
				ContentKind kind = ItemPages.kind(kinds);
				ItemForm form = ItemForm.of(posted);
				Item item = (id != null) ? this.pages.require(kind, id) : null;
				Long version = form.version();
				Autosave kept = this.autosaves.keep(Autosaves.Form.of(kind, id, form.text("token")),
						(version != null) ? version : 0, form.text("markdown"), form.others());
				return new Kept(ItemPages.time(kept.savedAt(), site.timeZone()), (item != null) ? item.version() : 0,
						(item != null) ? item.updatedBy() : "",
						(item != null) ? this.pages.editors(site, item.id()).stream().map(this.words::text).toList()
								: List.of());
			}));
		}
		catch (InvalidInputException ex) {
			return problem(HttpStatus.UNPROCESSABLE_CONTENT, ex);
		}
		catch (NoSuchItemException ex) {
			return problem(HttpStatus.NOT_FOUND, ex);
		}
	}

	private ResponseEntity<ProblemDetail> problem(HttpStatus status, Exception failure) {
		return ResponseEntity.status(status)
			.body(ProblemDetail.forStatusAndDetail(status, this.words.text(String.valueOf(failure.getMessage()))));
	}

	@PostMapping("/discard")
	ModelAndView discard(@PathVariable String key, @PathVariable String kinds,
			@RequestParam(required = false) @Nullable Long id, @RequestParam(defaultValue = "") String token,
			RedirectAttributes redirect) {
		return this.pages.on(key, (site) -> {
			ContentKind kind = ItemPages.kind(kinds);
			if (id != null) {
				this.pages.require(kind, id);
			}
			this.autosaves.forget(Autosaves.Form.of(kind, id, token));
			redirect.addFlashAttribute("flash", "What you had not saved has been discarded.");
			redirect.addFlashAttribute("savedToken", token);
			return new ModelAndView(
					new RedirectView("/sites/" + key + "/" + kinds + "/" + ((id != null) ? id : "new"), true));
		});
	}

	/**
	 * What is kept now.
	 *
	 * @param savedAt when, in the site's time zone
	 * @param version the version of the item that is saved now; 0 for none
	 * @param by who saved that
	 * @param editors who else is writing, in a sentence each
	 */
	record Kept(String savedAt, long version, String by, List<String> editors) {

	}

}
