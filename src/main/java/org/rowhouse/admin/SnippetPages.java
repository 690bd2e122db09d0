package org.rowhouse.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Markdown;
import org.rowhouse.site.InvalidInputException;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.HtmlUtils;

/**
 * The pages of snippets, which are the same for those of a site and of the platform.
 */
@Component
class SnippetPages {

	private final Markdown markdown;

	SnippetPages(Markdown markdown) {
		this.markdown = markdown;
	}

	/**
	 * Makes the form.
	 * @param base where the snippets are, such as {@code /snippets}
	 * @param site the site, or {@code null} for the platform
	 * @param name the name of the snippet, or {@code null} for a new one
	 */
	ModelAndView form(String base, AdminModels.@Nullable SiteLink site, @Nullable String name, SnippetForm form,
			Map<String, String> errors, List<UseRow> uses) {
		ModelAndView view = new ModelAndView("admin/snippet-form");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("base", base);
		view.addObject("site", site);
		view.addObject("name", name);
		view.addObject("form", form);
		view.addObject("errors", errors);
		view.addObject("first", (errors.containsKey("name") || (name == null && errors.isEmpty())) ? "name"
				: (errors.containsKey("title")) ? "title" : "markdown");
		view.addObject("uses", uses);
		view.addObject("preview", null);
		view.addObject("heading", (name != null) ? "Edit snippet" : "New snippet");
		return view;
	}

	/** What cannot be shown says so where it would be. */
	String rendered(@Nullable String text) {
		try {
			return this.markdown.render(Texts.of(text)).html();
		}
		catch (InvalidInputException ex) {
			return "<p>" + HtmlUtils.htmlEscape(String.valueOf(ex.getMessage())) + "</p>";
		}
	}

	/** Something that shows a snippet. */
	record UseRow(String label, String href) {

	}

	/** A snippet in a list. */
	record SnippetRow(String name, String title, String kind, @Nullable String file, long uses, boolean hidden) {

	}

}
