package org.rowhouse.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

/**
 * The texts in the Java sources that can reach a page: sentences, and in the admin room
 * labels. A concatenation is one text, with places for what is put in, and of conditions
 * each outcome is one.
 */
final class JavaTexts extends TreeScanner<Void, Void> {

	private static final Path SOURCES = Path.of("src/main/java/org/rowhouse");

	/** The rooms whose texts are shown in the admin UI or sent by mail. */
	private static final List<String> ROOMS = List.of("admin", "account", "content", "media", "job", "mail", "site",
			"overview", "visitor", "ownership", "traffic", "audit", "cache");

	private static final Pattern SENTENCE = Pattern.compile("['“(\\p{Lu}{].*\\p{Ll}.* .*[.?!:]", Pattern.DOTALL);

	private static final Pattern LABEL = Pattern.compile("\\p{Lu}\\p{Ll}+(?:[ ’-][\\p{L}{}0-9’:]+)*");

	/** Nobody but who looks after the process sees these. */
	private static final Set<String> INTERNAL = Set.of("IllegalStateException", "IllegalArgumentException",
			"UnsupportedOperationException", "UncheckedIOException", "IOException", "AssertionError",
			"SecurityException", "BeanCreationException", "NoSuchElementException", "ClassCastException");

	/**
	 * Their texts stop the start or go to programs, which both speak English: reviewed
	 * one by one.
	 */
	private static final Pattern NEVER_SHOWN = Pattern
		.compile(".*(?:FailureAnalyzer|Properties)\\.java|account/ApiChallenge.java"
				+ "|account/SecondFactorNeededException.java|site/(?:AdminUrls|PublicUrls).java"
				+ "|admin/ReadyMessage.java|site/RequestFailure.java|visitor/(?:AreaDoor|PrivateAreaFilter).java"
				+ "|site/web/(?:connector/[A-Za-z]+|PausedRefusal|ResolvedRequest|TrustedProxies|UnknownHostAnswer).java");

	private static final Set<String> NO_TEXTS = Set.of("Content-Security-Policy");

	private static final int MOST = 200;

	private final Map<String, List<String>> texts = new LinkedHashMap<>();

	private String place = "";

	private boolean labels;

	private JavaTexts() {
	}

	/**
	 * Finds them.
	 * @return the texts as patterns of the catalogue, each with the classes that have it
	 */
	static Map<String, List<String>> find() throws IOException {
		JavaTexts texts = new JavaTexts();
		List<Path> files = new ArrayList<>();
		for (String room : ROOMS) {
			try (Stream<Path> sources = Files.walk(SOURCES.resolve(room))) {
				sources.filter((file) -> file.toString().endsWith(".java")).sorted().forEach(files::add);
			}
		}
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null,
					manager.getJavaFileObjectsFromPaths(files));
			for (CompilationUnitTree unit : task.parse()) {
				String path = Path.of(unit.getSourceFile().toUri()).toString();
				texts.place = path.substring(path.lastIndexOf("rowhouse/") + "rowhouse/".length());
				if (NEVER_SHOWN.matcher(texts.place).matches()) {
					continue;
				}
				texts.labels = texts.place.startsWith("admin/");
				texts.scan(unit, null);
			}
		}
		return texts.texts;
	}

	@Override
	public Void visitAnnotation(AnnotationTree node, Void unused) {
		return null;
	}

	@Override
	public Void visitNewClass(NewClassTree node, Void unused) {
		return (INTERNAL.contains(node.getIdentifier().toString())) ? null : super.visitNewClass(node, unused);
	}

	@Override
	public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
		String method = node.getMethodSelect().toString();
		if (method.startsWith("logger.") || method.startsWith("LOGGER.")) {
			return null;
		}
		if (method.equals("String.format")) {
			expand(node).forEach(this::add);
			return null;
		}
		return super.visitMethodInvocation(node, unused);
	}

	@Override
	public Void visitBinary(BinaryTree node, Void unused) {
		if (node.getKind() != Tree.Kind.PLUS) {
			return super.visitBinary(node, unused);
		}
		expand(node).forEach(this::add);
		inside(node);
		return null;
	}

	/** What stands in the arguments of calls within a concatenation. */
	private void inside(ExpressionTree node) {
		if (node instanceof BinaryTree sum && node.getKind() == Tree.Kind.PLUS) {
			inside(sum.getLeftOperand());
			inside(sum.getRightOperand());
		}
		else if (node instanceof ParenthesizedTree group) {
			inside(group.getExpression());
		}
		else if (node instanceof ConditionalExpressionTree choice) {
			inside(choice.getTrueExpression());
			inside(choice.getFalseExpression());
		}
		else if (!(node instanceof LiteralTree)) {
			scan(node, null);
		}
	}

	@Override
	public Void visitLiteral(LiteralTree node, Void unused) {
		if (node.getValue() instanceof String text) {
			add(text.replace("{", "").equals(text) ? text : "");
		}
		return null;
	}

	private void add(String text) {
		String plain = number(text.strip());
		if (NO_TEXTS.contains(plain)) {
			return;
		}
		if (SENTENCE.matcher(plain).matches() || (this.labels && LABEL.matcher(plain).matches())) {
			List<String> places = this.texts.computeIfAbsent(plain, (key) -> new ArrayList<>());
			if (!places.contains(this.place)) {
				places.add(this.place);
			}
		}
	}

	/** Several places in a row are one. */
	private static String number(String text) {
		StringBuilder numbered = new StringBuilder();
		int number = 0;
		String[] parts = text.split("\u0000+", -1);
		for (int i = 0; i < parts.length; i++) {
			numbered.append(parts[i]);
			if (i < parts.length - 1) {
				numbered.append('{').append(number++).append('}');
			}
		}
		return numbered.toString();
	}

	/** Whether it is text, and no sum of numbers. */
	private static boolean hasText(ExpressionTree node) {
		if (node instanceof LiteralTree literal) {
			return literal.getValue() instanceof String || literal.getValue() instanceof Character;
		}
		if (node instanceof ParenthesizedTree group) {
			return hasText(group.getExpression());
		}
		if (node instanceof BinaryTree sum) {
			return hasText(sum.getLeftOperand()) || hasText(sum.getRightOperand());
		}
		if (node instanceof ConditionalExpressionTree choice) {
			return hasText(choice.getTrueExpression()) || hasText(choice.getFalseExpression());
		}
		return node instanceof MethodInvocationTree;
	}

	private static List<String> expand(ExpressionTree node) {
		if (!hasText(node)) {
			return List.of("\u0000");
		}
		if (node instanceof LiteralTree literal) {
			return List.of(String.valueOf(literal.getValue()));
		}
		if (node instanceof ParenthesizedTree group) {
			return expand(group.getExpression());
		}
		if (node instanceof ConditionalExpressionTree choice) {
			List<String> both = new ArrayList<>(expand(choice.getTrueExpression()));
			both.addAll(expand(choice.getFalseExpression()));
			return both;
		}
		if (node instanceof BinaryTree sum && node.getKind() == Tree.Kind.PLUS) {
			List<String> all = new ArrayList<>();
			for (String left : expand(sum.getLeftOperand())) {
				expand(sum.getRightOperand()).forEach((right) -> all.add(left + right));
			}
			return (all.size() > MOST) ? List.of("\u0000") : all;
		}
		if (node instanceof MethodInvocationTree call && call.getMethodSelect().toString().equals("String.format")
				&& call.getArguments().size() > 1) {
			return expand(call.getArguments().get(1)).stream()
				.map((format) -> format.replaceAll("%[,.0-9]*[a-zA-Z]", "\u0000").replace("%%", "%"))
				.toList();
		}
		return List.of("\u0000");
	}

}
