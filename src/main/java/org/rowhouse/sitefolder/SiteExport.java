package org.rowhouse.sitefolder;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.PathRedirect;
import org.rowhouse.content.PathRedirects;
import org.rowhouse.content.RedirectImport;
import org.rowhouse.content.WrittenContent;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Folder;
import org.rowhouse.site.FolderFile;
import org.rowhouse.site.Home;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.site.WritableFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Service;

/**
 * Writes what was made in the admin UI and by the API into the folder of its site, where
 * it is changed from then on. Reading the folder again changes nothing.
 */
@Service
public class SiteExport {

	private static final Logger logger = LoggerFactory.getLogger(SiteExport.class);

	private static final String SITE_YML = "site.yml";

	private final Home home;

	private final Sites sites;

	private final CurrentSite currentSite;

	private final WrittenContent content;

	private final PathRedirects redirects;

	private final RedirectImport redirectFiles;

	private final SiteProblems problems;

	SiteExport(Home home, Sites sites, CurrentSite currentSite, WrittenContent content, PathRedirects redirects,
			RedirectImport redirectFiles, SiteProblems problems) {
		this.home = home;
		this.sites = sites;
		this.currentSite = currentSite;
		this.content = content;
		this.redirects = redirects;
		this.redirectFiles = redirectFiles;
		this.problems = problems;
	}

	/**
	 * Writes a site into its folder: one without a folder whole, of another what is not
	 * in its files yet. Either everything is written and noted, or nothing.
	 * @param key the site's key
	 * @return the files that were written, as seen from the site's folder, in order;
	 * empty if everything is in files already
	 * @throws ConflictException if something cannot be written; the message says what
	 * @throws NoSuchSiteException if there is no such site
	 */
	public List<String> export(String key) {
		ExportPlan plan = plan(key);
		if (plan.names().isEmpty()) {
			return List.of();
		}
		try {
			if (plan.site().folder()) {
				writeBeside(plan);
			}
			else {
				writeWhole(plan);
			}
		}
		catch (FileAlreadyExistsException ex) {
			throw thereAlready(String.valueOf(ex.getMessage()));
		}
		catch (IOException | FileProblemException ex) {
			throw unwritable(key, ex);
		}
		logger.info("Site '{}' exported: {} files", key, plan.names().size());
		return plan.names();
	}

	/**
	 * Makes an archive of the folder of a site as it would be after an export. Nothing
	 * changes.
	 * @param key the site's key
	 * @return what writes it
	 * @throws ConflictException if something cannot be a file; the message says what
	 * @throws NoSuchSiteException if there is no such site
	 */
	public Archive archive(String key) {
		ExportPlan plan = plan(key);
		return (output) -> ZipText.write(output, plan, folder(key));
	}

	private ExportPlan plan(String key) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		if (site.state() == SiteState.BROKEN || (site.folder() && !this.problems.of(key).isEmpty())) {
			throw new ConflictException("The files of '" + key + "' have mistakes. Mend them, then export.");
		}
		WrittenContent.Content all = this.currentSite.call(site, this.content::all);
		List<PathRedirect> led = this.currentSite.call(site, this.redirects::all);
		if (!site.folder()) {
			return ExportPlan.whole(site, all, led);
		}
		try {
			return ExportPlan.beside(site, all, led, siteYml(key), redirectsCsv(key));
		}
		catch (FileProblemException ex) {
			throw unwritable(key, ex);
		}
	}

	private String siteYml(String key) throws FileProblemException {
		Folder folder = folder(key);
		if (folder.find(SITE_YML).isEmpty()) {
			throw new ConflictException("sites/" + key + "/site.yml is not there. Bring it back.");
		}
		return new SiteFolderReader(key, folder).unchanged(SITE_YML);
	}

	private @Nullable String redirectsCsv(String key) throws FileProblemException {
		Folder folder = folder(key);
		return (folder.find(SiteFolderReader.REDIRECTS).isPresent())
				? new SiteFolderReader(key, folder).unchanged(SiteFolderReader.REDIRECTS) : null;
	}

	/** Nobody can see the folder before it is complete. */
	private void writeWhole(ExportPlan plan) throws IOException, FileProblemException {
		String key = plan.site().key();
		WritableFolder all = this.home.writableSites();
		if (folder(key).exists()) {
			throw new FileAlreadyExistsException(key);
		}
		try (WritableFolder.Staged staged = all.stage()) {
			for (Map.Entry<String, String> file : plan.created().entrySet()) {
				staged.files().create(file.getKey(), bytes(file.getValue()));
			}
			String digest = new SiteFolderReader(key, staged.files().readable()).stamp();
			takeOver(plan, (undo) -> {
				staged.show(key);
				undo.add(() -> staged.hide(key));
				return digest;
			});
		}
	}

	private void writeBeside(ExportPlan plan) throws IOException {
		String key = plan.site().key();
		Map<String, String> others = stamps(plan);
		String known = this.sites.folderStamp(key);
		if (!digest(key).equals(known)) {
			throw changing(key);
		}
		takeOver(plan, (undo) -> {
			WritableFolder all = this.home.writableSites();
			for (Map.Entry<String, String> file : plan.created().entrySet()) {
				String name = key + "/" + file.getKey();
				all.create(name, bytes(file.getValue()));
				undo.add(() -> all.remove(name));
			}
			for (Map.Entry<String, ExportPlan.Change> file : plan.changed().entrySet()) {
				String name = key + "/" + file.getKey();
				byte[] before = bytes(file.getValue().before());
				requireUnchanged(key, file.getKey(), file.getValue().before());
				all.replace(name, bytes(file.getValue().after()));
				undo.add(() -> all.replace(name, before));
			}
			// Whoever has changed another file just now wants it to be read.
			String digest = digest(key);
			return (stamps(plan).equals(others)) ? digest : known;
		});
	}

	private void requireUnchanged(String key, String name, String before) throws IOException {
		try {
			if (!new SiteFolderReader(key, folder(key)).unchanged(name).equals(before)) {
				throw changing(key);
			}
		}
		catch (FileProblemException ex) {
			throw new IOException(ex);
		}
	}

	private static ConflictException changing(String key) {
		return new ConflictException("The files of '" + key
				+ "' have changed and are not read yet. Nothing was exported; try again in a moment.");
	}

	private String digest(String key) throws IOException {
		try {
			return new SiteFolderReader(key, folder(key)).stamp();
		}
		catch (FileProblemException ex) {
			throw new IOException(ex);
		}
	}

	private Map<String, String> stamps(ExportPlan plan) {
		Folder folder = folder(plan.site().key());
		Map<String, String> stamps = new LinkedHashMap<>();
		for (String name : folder.files()) {
			FolderFile file = folder.find(name).orElse(null);
			boolean written = plan.created().containsKey(name) || plan.changed().containsKey(name);
			if (file != null && !written) {
				stamps.put(name, file.identity().size() + "/" + file.identity().modified());
			}
		}
		return stamps;
	}

	private void takeOver(ExportPlan plan, Undo.Work files) throws IOException {
		try {
			this.sites.exported(plan.site(), plan.settings(), () -> {
				this.content.comesFrom(plan.sources());
				this.redirectFiles.exported();
				if (!plan.site().folder()) {
					this.content.menuComesFromFile();
				}
			}, () -> Undo.onRollback(files));
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private Folder folder(String key) {
		return this.home.sites().folder(key);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static ConflictException thereAlready(String name) {
		return new ConflictException("sites/" + name
				+ " is there already, and nothing is overwritten. Nothing was exported. Move it away, then try again.");
	}

	private static ConflictException unwritable(String key, Exception cause) {
		logger.warn("Site '{}' cannot be exported", key, cause);
		return new ConflictException(
				"The folder sites/" + key + " cannot be written: " + cause.getMessage() + ". Nothing was exported.");
	}

	/**
	 * A zip file, not made yet.
	 */
	@FunctionalInterface
	public interface Archive {

		/**
		 * Writes it.
		 * @param output where to; stays open
		 * @throws IOException if that fails
		 */
		void writeTo(OutputStream output) throws IOException;

	}

}
