/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The map page in a real browser. */
public final class MapPage implements AutoCloseable {

  private final ChromeDriver browser;
  private final WebDriverWait patience;

  /** Opens the page and waits until the map is drawn. */
  public MapPage(String url) {
    browser = Browser.start();
    patience = new WebDriverWait(browser, Duration.ofSeconds(60));
    browser.get(url);
    awaitMap();
  }

  /** Until the map has drawn everything that it asked for. */
  void awaitMap() {
    patience.until(ExpectedConditions.attributeToBe(By.tagName("body"), "data-map", "drawn"));
    patience.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector("#table tbody tr")));
  }

  void choose(String select, String value) {
    browser.executeScript("delete document.body.dataset.map");
    new Select(browser.findElement(By.id(select))).selectByValue(value);
    awaitMap();
  }

  List<String> options(String select) {
    return new Select(browser.findElement(By.id(select)))
        .getOptions().stream().map(o -> o.getDomProperty("value")).toList();
  }

  /** The rows of the table of figures, as texts. */
  public List<String> rows() {
    return browser.findElements(By.cssSelector("#table tbody tr")).stream()
        .map(WebElement::getText)
        .toList();
  }

  /** Clicks the middle of the map and gives the text of the card that opens. */
  String clickTheMiddle() {
    new Actions(browser).click(browser.findElement(By.id("map"))).perform();
    return patience.until(ExpectedConditions.visibilityOfElementLocated(By.id("info"))).getText();
  }

  /** The cell with the figure of an area in the table: its text and its class. */
  public String figure(String area) {
    WebElement cell =
        browser.findElement(By.cssSelector("#table tr[data-code='" + area + "'] td:last-child"));
    return cell.getText() + " [" + cell.getDomAttribute("class") + "]";
  }

  /**
   * Clicks the map where an area lies and gives the text of the card that then tells of it.
   *
   * @param east how far from the map's middle, in parts of its width; 0.5 is the right edge
   * @param south likewise of its height
   * @param name of the area that is expected there
   */
  public String click(double east, double south, String name) {
    WebElement map = browser.findElement(By.id("map"));
    new Actions(browser)
        .moveToElement(
            map, (int) (east * map.getSize().getWidth()), (int) (south * map.getSize().getHeight()))
        .click()
        .perform();
    patience.until(ExpectedConditions.textToBe(By.cssSelector("#info h3"), name));
    return card();
  }

  /** Chooses an area in the table and gives the text of the card that then tells of it. */
  public String choose(String area) {
    WebElement line = browser.findElement(By.cssSelector("#table tr[data-code='" + area + "']"));
    String name = line.findElement(By.tagName("td")).getText();
    line.click();
    patience.until(ExpectedConditions.textToBe(By.cssSelector("#info h3"), name));
    return card();
  }

  private String card() {
    return browser.findElement(By.id("info")).getText();
  }

  /** Width of the legend's picture in pixels; 0 when it could not be loaded. */
  public long legendWidth() {
    return (Long) browser.executeScript("return document.getElementById('legend').naturalWidth");
  }

  /** Addresses of everything that the page asked for. */
  @SuppressWarnings("unchecked")
  List<String> requests() {
    return (List<String>)
        browser.executeScript(
            "return performance.getEntriesByType('resource').map(entry => entry.name)");
  }

  /** What the browser complained about. */
  public List<String> complaints() {
    return browser.manage().logs().get("browser").getAll().stream()
        .map(entry -> entry.getMessage())
        .toList();
  }

  /** Keeps a picture of the window, as PNG. */
  public void screenshot(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    browser.quit();
  }
}
