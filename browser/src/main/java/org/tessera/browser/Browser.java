package org.tessera.browser;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with an empty profile, used as a person would: what is there, typed, clicked and downloaded. */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final ChromeDriver driver;

    private Browser(Path folder, ChromeDriver driver) {
        this.folder = folder;
        this.driver = driver;
    }

    /** Starts one; the folder takes its profile and what it downloads. */
    public static Browser start(Path folder) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium", "chromium-browser", "google-chrome"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"));
        // Otherwise Chromium silently drops a second download between two clicks; on a busy machine the first is late.
        options.setExperimentalOption(
                "prefs",
                Map.of(
                        "download.default_directory",
                        folder.resolve("downloads").toString(),
                        "profile.default_content_setting_values.automatic_downloads",
                        1));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver"))
                .build();
        Browser browser = new Browser(folder, new ChromeDriver(service, options));
        browser.width(1280);
        return browser;
    }

    private static File program(String... names) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(place -> Arrays.stream(names).map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toFile)
                .orElseThrow(() -> new IllegalStateException(
                        "these tests need Chromium and its driver (Debian: chromium chromium-driver)"));
    }

    /** Goes to an address. */
    public void open(String address) {
        driver.get(address);
    }

    /** Goes to an address in a tab beside this one, waits there for an element, and comes back. */
    public void openBeside(String address, String css) {
        String here = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        open(address);
        see(css);
        driver.close();
        driver.switchTo().window(here);
    }

    /** Makes the window that wide. */
    public void width(int pixels) {
        driver.manage().window().setSize(new Dimension(pixels, 1000));
    }

    /** Goes one step back, as by the button. */
    public void back() {
        driver.navigate().back();
    }

    /** From now on the person prefers this colour scheme, "light" or "dark". */
    public void prefers(String scheme) {
        medium("prefers-color-scheme", scheme);
    }

    /** From now on the person's own colours take the place of the page's, as in the contrast themes of Windows. */
    public void forcesColours() {
        medium("forced-colors", "active");
    }

    private void medium(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** From now on this script runs in each page before its own. */
    public void runsFirst(String code) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", code));
    }

    /** From now on the screen is a telephone's, 390 pixels wide: a window alone does not get as narrow. */
    public void phone() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    }

    /** Waits for a displayed element. */
    public WebElement see(String css) {
        return new WebDriverWait(driver, PATIENCE)
                .until(any -> driver.findElements(By.cssSelector(css)).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    /** Elements as they are now, none too. */
    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Waits until an element says something that holds this text. */
    public String says(String css, String text) {
        return new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> css + " says: " + see(css).getText())
                .until(any -> see(css).getText().contains(text) ? see(css).getText() : null);
    }

    /** Scrolls there and clicks. */
    public void click(WebElement element) {
        script("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    /** Types to whatever has the focus. */
    public void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses Tab until the element has the focus; says which it passed when it never comes. */
    public WebElement tabTo(String css) {
        for (int step = 0; step < 80; step++) {
            press(Keys.TAB);
            WebElement focused = driver.switchTo().activeElement();
            if (Boolean.TRUE.equals(script("return arguments[0].matches(arguments[1])", focused, css))) {
                return focused;
            }
        }
        throw new AssertionError("the keyboard does not reach " + css);
    }

    /** Runs a script in the page. */
    public @Nullable Object script(String code, Object... arguments) {
        return driver.executeScript(code, arguments);
    }

    /** Violations of WCAG 2.2 at levels A and AA that axe finds on the page as it is now. */
    public List<String> violations() {
        return new AxeBuilder()
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        .analyze(driver)
                        .getViolations()
                        .stream()
                        .map(Browser::told)
                        .toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getNodes().getFirst().getHtml();
    }

    /** What the browser complained about: scripts that failed, sources that the policy refused. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** A file that the page let go of, when it is whole: the browser first reserves its name by an empty one. */
    public byte[] downloaded(String name) {
        Path file = folder.resolve("downloads").resolve(name);
        new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> "no " + name)
                .until(any -> file.toFile().length() > 0);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on requests for these addresses (with * for anything) fail, as when a network does. */
    public void losesRequestsFor(String... addresses) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(addresses)));
    }

    /** From now on requests for these addresses (with * for anything) stay without an answer. */
    public void hangsOnRequestsFor(String... addresses) {
        driver.executeCdpCommand(
                "Fetch.enable",
                Map.of(
                        "patterns",
                        Arrays.stream(addresses)
                                .map(address -> Map.of("urlPattern", address))
                                .toList()));
    }

    /** Gives a cookie of this page another value. */
    public void spoilCookie(String name) {
        Cookie held = Objects.requireNonNull(driver.manage().getCookieNamed(name), name);
        driver.manage().deleteCookie(held);
        driver.manage()
                .addCookie(new Cookie.Builder(name, "nonsense")
                        .path(held.getPath())
                        .isHttpOnly(held.isHttpOnly())
                        .sameSite(held.getSameSite())
                        .build());
    }

    /** Keeps a picture of the whole page as it is, for people. */
    public void picture(Path file) {
        Object taken = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .get("data");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(String.valueOf(taken)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints the page on A4, as a PDF document. */
    public byte[] print() {
        Object printed = driver.executeCdpCommand("Page.printToPDF", Map.of("paperWidth", 8.27, "paperHeight", 11.69))
                .get("data");
        return Base64.getDecoder().decode(String.valueOf(printed));
    }

    /** Where the browser is. */
    public String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
