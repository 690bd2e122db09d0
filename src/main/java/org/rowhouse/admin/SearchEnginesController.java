package org.rowhouse.admin;

import java.util.Map;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.theme.SearchOptions;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What a site says to search engines and other programs.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.CHANGE_SETTINGS)
@RequestMapping("/sites/{key}/search-engines")
class SearchEnginesController {

	private final OptionForms forms;

	SearchEnginesController(OptionForms forms) {
		this.forms = forms;
	}

	@GetMapping
	ModelAndView show(@PathVariable String key) {
		Site site = this.forms.require(key);
		return page(site, site.origins().ownOptions(), Map.of());
	}

	@PostMapping
	ModelAndView change(@PathVariable String key, @RequestParam Map<String, String> form, RedirectAttributes redirect) {
		Site site = this.forms.require(key);
		try {
			this.forms.save(key, SearchOptions.ALL, SearchOptions.check(form));
		}
		catch (InvalidInputException ex) {
			return page(site, form, ex.errors());
		}
		redirect.addFlashAttribute("flash", "Saved. Programs see it the next time they ask.");
		return new ModelAndView("redirect:/sites/" + key + "/search-engines");
	}

	private ModelAndView page(Site site, Map<String, String> typed, Map<String, String> errors) {
		ModelAndView page = this.forms.page("admin/search-engines", site, SearchOptions.ALL, typed, errors);
		Map<String, String> values = this.forms.values(site, SearchOptions.ALL, typed);
		return page.addObject("indexed", SearchOptions.of(values).isIndexed());
	}

}
