package org.rowhouse.admin;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.ownership.DomainProofs;
import org.rowhouse.ownership.Finding;
import org.rowhouse.site.Address;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Looks for the proof of a domain when somebody presses the button.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.CHANGE_SETTINGS)
class AddressCheckController {

	private final Sites sites;

	private final DomainProofs proofs;

	AddressCheckController(Sites sites, DomainProofs proofs) {
		this.sites = sites;
		this.proofs = proofs;
	}

	@PostMapping("/sites/{key}/addresses/check")
	String check(@PathVariable String key, @RequestParam String pattern, RedirectAttributes redirect) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		Address address = site.addresses()
			.stream()
			.filter((known) -> known.pattern().display().equals(pattern))
			.findFirst()
			.orElseThrow(() -> new InvalidInputException("pattern",
					"This site has no address '" + pattern + "' any more. Go back and reload the page."));
		Finding finding = this.proofs.check(site, address);
		redirect.addFlashAttribute("flash", (finding.proved()) ? "'" + pattern + "' is proved, and answers now."
				: "'" + pattern + "' still waits for proof. " + finding.detail());
		return "redirect:/sites/" + site.key();
	}

}
