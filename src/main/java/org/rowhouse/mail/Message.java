package org.rowhouse.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.MailAddress;
import org.rowhouse.site.PlainText;
import org.rowhouse.site.Site;

/**
 * A mail to one person, as the application says it: texts without markup, and at most one
 * link. {@link Outbox#send} makes a mail of it, as text and as HTML. Where the link leads
 * is a path: the host before it comes from settings, so that no request can choose it.
 *
 * @param recipient the address of the person
 * @param subject one line
 * @param locale the language of the texts
 * @param title the heading
 * @param paragraphs what the mail says, each a paragraph
 * @param button the link, or {@code null}
 * @param footnote a remark in small letters, such as why the person gets the mail; may be
 * empty
 * @param site the site that the mail is about, whose name it carries and whose sender it
 * comes from; {@code null}: the platform
 */
public record Message(String recipient, String subject, Locale locale, String title, List<String> paragraphs,
		@Nullable Button button, String footnote, @Nullable Site site) {

	/** Characters of a subject. */
	public static final int MAX_SUBJECT = 250;

	private static final int MAX_LABEL = 100;

	private static final int MAX_PARAGRAPH = 2000;

	private static final int MAX_PARAGRAPHS = 30;

	private static final int MAX_PATH = 2000;

	/**
	 * Makes a message.
	 * @throws IllegalArgumentException if the address is none, a line has more than one
	 * line, which could smuggle in a header, or something is missing or too long
	 */
	public Message {
		recipient = MailAddress.parse(recipient).toString();
		requireLine("subject", subject, MAX_SUBJECT);
		requireLine("title", title, MAX_SUBJECT);
		paragraphs = List.copyOf(paragraphs);
		if (paragraphs.size() > MAX_PARAGRAPHS) {
			throw new IllegalArgumentException("A mail has at most " + MAX_PARAGRAPHS + " paragraphs.");
		}
		paragraphs.forEach((paragraph) -> requireText("paragraph", paragraph));
		requireText("footnote", footnote);
		if (button != null && button.place() == Place.SITE && site == null) {
			throw new IllegalArgumentException("A link to a site needs the site.");
		}
	}

	/**
	 * Begins a message of the platform, in English, whose heading is its subject.
	 * @param recipient the address of the person
	 * @param subject one line of at most {@value #MAX_SUBJECT} characters
	 * @return the message
	 * @throws IllegalArgumentException if the address is none, or the subject no line
	 */
	public static Message to(String recipient, String subject) {
		return new Message(recipient, subject, Locale.ENGLISH, subject, List.of(), null, "", null);
	}

	/**
	 * Sets another heading.
	 * @param newTitle one line
	 * @return the message
	 */
	public Message titled(String newTitle) {
		return new Message(this.recipient, this.subject, this.locale, newTitle, this.paragraphs, this.button,
				this.footnote, this.site);
	}

	/**
	 * Adds a paragraph.
	 * @param paragraph a text without markup
	 * @return the message
	 */
	public Message paragraph(String paragraph) {
		List<String> more = new ArrayList<>(this.paragraphs);
		more.add(paragraph);
		return new Message(this.recipient, this.subject, this.locale, this.title, more, this.button, this.footnote,
				this.site);
	}

	/**
	 * Sets the link to a page of the admin UI.
	 * @param label what the button says
	 * @param path the path of the page, which begins with a slash
	 * @return the message
	 */
	public Message adminButton(String label, String path) {
		return withButton(new Button(label, path, Place.ADMIN));
	}

	/**
	 * Sets the link to a page of the site that the mail is about.
	 * @param label what the button says
	 * @param path the path of the page, which begins with a slash
	 * @return the message
	 * @throws IllegalArgumentException if the mail is about no site; say {@link #about}
	 * first
	 */
	public Message siteButton(String label, String path) {
		return withButton(new Button(label, path, Place.SITE));
	}

	private Message withButton(Button newButton) {
		return new Message(this.recipient, this.subject, this.locale, this.title, this.paragraphs, newButton,
				this.footnote, this.site);
	}

	/**
	 * Sets the remark in small letters.
	 * @param newFootnote a text without markup
	 * @return the message
	 */
	public Message footnote(String newFootnote) {
		return new Message(this.recipient, this.subject, this.locale, this.title, this.paragraphs, this.button,
				newFootnote, this.site);
	}

	/**
	 * Says which language the texts are in.
	 * @param newLocale the language
	 * @return the message
	 */
	public Message in(Locale newLocale) {
		return new Message(this.recipient, this.subject, newLocale, this.title, this.paragraphs, this.button,
				this.footnote, this.site);
	}

	/**
	 * Says the same in another language.
	 * @param newLocale the language
	 * @param words translates a text
	 * @return the message
	 */
	public Message in(Locale newLocale, UnaryOperator<String> words) {
		Button present = this.button;
		return new Message(this.recipient, words.apply(this.subject), newLocale, words.apply(this.title),
				this.paragraphs.stream().map(words).toList(),
				(present != null) ? new Button(words.apply(present.label()), present.path(), present.place()) : null,
				words.apply(this.footnote), this.site);
	}

	/**
	 * Says which site the mail is about. It is deleted with the site.
	 * @param newSite the site
	 * @return the message
	 */
	public Message about(Site newSite) {
		return new Message(this.recipient, this.subject, this.locale, this.title, this.paragraphs, this.button,
				this.footnote, newSite);
	}

	private static void requireLine(String what, String line, int max) {
		if (line.isBlank() || line.length() > max || !PlainText.isPlain(line)
				|| line.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("The " + what + " of a mail is one line of 1 to " + max
					+ " characters, without control characters.");
		}
	}

	private static void requireText(String what, String text) {
		if (text.length() > MAX_PARAGRAPH || !PlainText.isPlain(text)) {
			throw new IllegalArgumentException("The " + what + " of a mail has at most " + MAX_PARAGRAPH
					+ " characters, without control characters.");
		}
	}

	/** Without what it says, which may be secret. */
	@Override
	public String toString() {
		return "Message[" + this.subject + "]";
	}

	/**
	 * The link of a mail.
	 *
	 * @param label what it says
	 * @param path the path, with query and fragment; may be secret
	 * @param place which host comes before it
	 */
	public record Button(String label, String path, Place place) {

		/**
		 * Makes a link.
		 * @throws IllegalArgumentException if the label is no line, or the path could
		 * lead to another host
		 */
		public Button {
			requireLine("button", label, MAX_LABEL);
			boolean plain = path.chars().allMatch((c) -> c > ' ' && c <= '~' && c != '\\' && c != '"' && c != '<');
			if (!path.startsWith("/") || path.startsWith("//") || path.length() > MAX_PATH || !plain) {
				throw new IllegalArgumentException("The link of a mail is a path that begins with one slash, of at "
						+ "most " + MAX_PATH + " characters that a URL can have.");
			}
		}

		/** Without the path, which may be secret. */
		@Override
		public String toString() {
			return "Button[" + this.label + "]";
		}

	}

	/** Where a link can lead. */
	public enum Place {

		/** The admin UI. */
		ADMIN,

		/** The site that the mail is about, at its primary address. */
		SITE

	}

}
