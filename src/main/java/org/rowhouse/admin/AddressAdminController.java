package org.rowhouse.admin;

import java.util.Map;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.RouteExplainer;
import org.rowhouse.site.SharedAddresses;
import org.rowhouse.site.UnknownHosts;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Which site answers a URL, the addresses of the platform, and the hosts that people ask
 * for in vain.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.MANAGE_ADDRESSES)
@RequestMapping("/addresses")
class AddressAdminController {

	private final SharedAddresses addresses;

	private final RouteExplainer explainer;

	private final UnknownHosts unknownHosts;

	private final AdminModels models;

	AddressAdminController(SharedAddresses addresses, RouteExplainer explainer, UnknownHosts unknownHosts,
			AdminModels models) {
		this.addresses = addresses;
		this.explainer = explainer;
		this.unknownHosts = unknownHosts;
		this.models = models;
	}

	@GetMapping
	ModelAndView show(@RequestParam(defaultValue = "") String url) {
		return page(url, Map.of("pattern", "", "target", ""), Map.of());
	}

	@PostMapping
	ModelAndView add(@RequestParam(defaultValue = "") String pattern, @RequestParam(defaultValue = "") String target,
			RedirectAttributes redirect) {
		try {
			String added = this.addresses.add(pattern, target).pattern().display();
			redirect.addFlashAttribute("flash", "'" + added + "' answers.");
			return new ModelAndView("redirect:/addresses");
		}
		catch (InvalidInputException ex) {
			return page("", Map.of("pattern", pattern, "target", target), ex.errors());
		}
	}

	@PostMapping("/remove")
	ModelAndView remove(@RequestParam(defaultValue = "") String pattern, RedirectAttributes redirect) {
		redirect.addFlashAttribute("flash", (this.addresses.remove(pattern)) ? "'" + pattern + "' has been removed."
				: "'" + pattern + "' was not there any more.");
		return new ModelAndView("redirect:/addresses");
	}

	private ModelAndView page(String url, Map<String, String> form, Map<String, String> errors) {
		ModelAndView view = new ModelAndView("admin/addresses");
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		view.addObject("url", url);
		view.addObject("explanation", (url.isBlank()) ? null : this.explainer.explain(url));
		view.addObject("addresses", this.addresses.all());
		view.addObject("unknownHosts", this.unknownHosts.mostAsked().stream().map(this.models::unknownHost).toList());
		view.addObject("form", form);
		view.addObject("errors", errors);
		return view;
	}

}
