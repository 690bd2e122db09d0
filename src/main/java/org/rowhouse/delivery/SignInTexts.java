package org.rowhouse.delivery;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.theme.TemplateModel.SignInModel;
import org.rowhouse.visitor.SignInPage.Asked;
import org.rowhouse.visitor.SignInPage.Kind;
import org.rowhouse.visitor.SignInPage.Mistake;

/**
 * What the pages say that ask visitors to sign in, in the language of the site where it
 * is one of a few, in English elsewhere.
 */
final class SignInTexts {

	private static final Words ENGLISH = new Words("en", "This site is private", "This part of the site is private",
			"Type the password that you were given.", "Sign in with the name and the password that you were given.",
			"That is not right. Look at what you typed, then try again.",
			"Too many attempts. Wait a minute, then try again.",
			"The form was sent from another site. Please fill it in here.",
			"Your browser asks for the name and the password. Reload the page to be asked again.", "Name", "Password",
			"Sign in", "Sign out", "You are signed in on this device.");

	private static final Words GERMAN = new Words("de", "Diese Website ist nicht öffentlich",
			"Dieser Bereich ist nicht öffentlich", "Geben Sie das Passwort ein, das Sie bekommen haben.",
			"Melden Sie sich mit dem Namen und dem Passwort an, die Sie bekommen haben.",
			"Das stimmt nicht. Sehen Sie nach, was Sie eingegeben haben, und versuchen Sie es noch einmal.",
			"Zu viele Versuche. Warten Sie eine Minute, dann versuchen Sie es noch einmal.",
			"Das Formular kam von einer anderen Website. Bitte füllen Sie es hier aus.",
			"Ihr Browser fragt nach Name und Passwort. Laden Sie die Seite neu, um noch einmal gefragt zu werden.",
			"Name", "Passwort", "Anmelden", "Abmelden", "Sie sind auf diesem Gerät angemeldet.");

	private static final Words FRENCH = new Words("fr", "Ce site est privé", "Cette partie du site est privée",
			"Saisissez le mot de passe qui vous a été donné.",
			"Identifiez-vous avec le nom et le mot de passe qui vous ont été donnés.",
			"Ce n’est pas correct. Vérifiez votre saisie, puis réessayez.",
			"Trop de tentatives. Attendez une minute, puis réessayez.",
			"Le formulaire venait d’un autre site. Veuillez le remplir ici.",
			"Votre navigateur demande le nom et le mot de passe. Rechargez la page pour qu’il les redemande.", "Nom",
			"Mot de passe", "Se connecter", "Se déconnecter", "Vous êtes connecté sur cet appareil.");

	private static final Words SPANISH = new Words("es", "Este sitio es privado", "Esta parte del sitio es privada",
			"Escriba la contraseña que le han dado.", "Entre con el nombre y la contraseña que le han dado.",
			"No es correcto. Revise lo que ha escrito e inténtelo de nuevo.",
			"Demasiados intentos. Espere un minuto e inténtelo de nuevo.",
			"El formulario venía de otro sitio. Rellénelo aquí, por favor.",
			"Su navegador pide el nombre y la contraseña. Recargue la página para que los pida de nuevo.", "Nombre",
			"Contraseña", "Entrar", "Salir", "Ha entrado en este dispositivo.");

	private static final Words ITALIAN = new Words("it", "Questo sito è privato", "Questa parte del sito è privata",
			"Inserisca la password che ha ricevuto.", "Acceda con il nome e la password che ha ricevuto.",
			"Non è corretto. Controlli ciò che ha scritto e riprovi.",
			"Troppi tentativi. Attenda un minuto, poi riprovi.", "Il modulo veniva da un altro sito. Lo compili qui.",
			"Il browser chiede il nome e la password. Ricarichi la pagina perché li chieda di nuovo.", "Nome",
			"Password", "Accedi", "Esci", "Ha effettuato l’accesso su questo dispositivo.");

	private static final Words DUTCH = new Words("nl", "Deze site is besloten", "Dit deel van de site is besloten",
			"Vul het wachtwoord in dat u hebt gekregen.",
			"Meld u aan met de naam en het wachtwoord die u hebt gekregen.",
			"Dat klopt niet. Kijk na wat u hebt ingevuld en probeer het opnieuw.",
			"Te veel pogingen. Wacht een minuut en probeer het opnieuw.",
			"Het formulier kwam van een andere site. Vul het hier in.",
			"Uw browser vraagt om de naam en het wachtwoord. Laad de pagina opnieuw om het nog eens te proberen.",
			"Naam", "Wachtwoord", "Aanmelden", "Afmelden", "U bent op dit apparaat aangemeld.");

	private static final Map<String, Words> WORDS = Map.of("de", GERMAN, "fr", FRENCH, "es", SPANISH, "it", ITALIAN,
			"nl", DUTCH);

	private SignInTexts() {
	}

	/** The language that a site's visitors read these texts in. */
	static String language(Locale locale) {
		return words(locale).language();
	}

	/** What the link says that leads to signing out. */
	static String signOut(Locale locale) {
		return words(locale).leave();
	}

	static SignInModel model(Locale locale, Asked asked) {
		Words words = words(locale);
		boolean leaves = asked.kind() == Kind.SIGN_OUT;
		boolean asks = asked.kind() == Kind.SIGN_IN;
		String title = (asked.area().equals("/")) ? words.site() : words.part();
		String message = (asked.named()) ? words.askNamed() : words.ask();
		if (leaves) {
			return new SignInModel(words.leave(), words.signedIn(), mistake(words, asked.mistake()), false, true, false,
					"", words.name(), words.password(), words.leave());
		}
		return new SignInModel(title, (asks) ? message : words.refused(), mistake(words, asked.mistake()), asks, false,
				asked.named(), asked.name(), words.name(), words.password(), words.enter());
	}

	private static @Nullable String mistake(Words words, Mistake mistake) {
		return switch (mistake) {
			case NONE -> null;
			case WRONG -> words.wrong();
			case TOO_OFTEN -> words.tooOften();
			case FROM_ELSEWHERE -> words.elsewhere();
		};
	}

	private static Words words(Locale locale) {
		return WORDS.getOrDefault(locale.getLanguage(), ENGLISH);
	}

	private record Words(String language, String site, String part, String ask, String askNamed, String wrong,
			String tooOften, String elsewhere, String refused, String name, String password, String enter, String leave,
			String signedIn) {

	}

}
