package importing

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPages reads saved pages of different make. Beside each stands the article that it makes, and below that what was
// left out.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.htm*")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %d pages, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			a, err := Read(t.Context(), nil, file)
			if err != nil {
				t.Fatal(err)
			}
			roundTrip(t, a)
			var left strings.Builder
			for _, l := range a.Left {
				fmt.Fprintf(&left, "%s: %s (%d)\n", l.What, l.First, l.Words)
			}
			base := strings.TrimSuffix(file, filepath.Ext(file))
			golden(t, base+".md", string(a.Markdown()))
			golden(t, base+".left.txt", left.String())
		})
	}
}

// TestYoga: the saved page gives what its author has in Markdown, the heading of the page being the title.
func TestYoga(t *testing.T) {
	want, err := os.ReadFile("testdata/yoga-author.md")
	if err != nil {
		t.Fatal(err)
	}
	a, err := Read(t.Context(), nil, "testdata/pages/yoga.html")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(string(a.Markdown()), "’", "'")
	if want := strings.Replace(string(want), "# Frequently asked questions\n", "---\ntitle: \"Frequently asked questions\"\n---\n", 1); got != want {
		golden(t, "testdata/yoga-author.md", got)
	}
	if got := len(a.Entries); got != 1+25 {
		t.Errorf("got %d entries, want the words before the first heading and 25", got)
	}
}

// TestPage reads small pages, each for one thing.
func TestPage(t *testing.T) {
	const answer = "<p>Yes, we do that every day.</p>"
	tests := []struct{ name, page, want string }{
		{"details", "<details><summary><h4>May I?</h4></summary>" + answer + "</details><details open><summary>Can I?</summary><h5>Sub</h5><p>No.</p></details>",
			"## May I?\n\nYes, we do that every day.\n\n## Can I?\n\n### Sub\n\nNo.\n"},
		{"buttons", `<h2>Stay</h2><h3><button aria-expanded="false" aria-controls="a">May I? <span aria-hidden="true">+</span></button></h3><div id="a" hidden>` + answer +
			`</div><h3><button aria-expanded="false" aria-controls="b">Can I?</button></h3><div id="b" hidden aria-hidden="true">No.</div>`,
			"## Stay\n\n### May I?\n\nYes, we do that every day.\n\n### Can I?\n\nNo.\n"},
		{"tabs", `<ul role="tablist"><li><a role="tab" href="#a">Prices</a></li><li><a role="tab" href="#b">Hours</a></li></ul>` +
			`<div role="tabpanel" id="a"><p>An hour is $90.</p></div><div role="tabpanel" id="b" style="display:none"><p>Nine to five.</p></div>`,
			"## Prices\n\nAn hour is $90.\n\n## Hours\n\nNine to five.\n"},
		{"boxes", `<input type="checkbox" id="x"><label for="x">May I?</label><div class="c">` + answer + `</div><input type="checkbox" id="y"><label for="y">Can I?</label><div>No.</div>`,
			"## May I?\n\nYes, we do that every day.\n\n## Can I?\n\nNo.\n"},
		{"script-less buttons", `<button class="accordion">May I?</button><div class="panel">` + answer + `</div><button class="accordion">Can I?</button><div class="panel"><p>No.</p></div>`,
			"## May I?\n\nYes, we do that every day.\n\n## Can I?\n\nNo.\n"},
		{"microdata", `<div itemscope itemtype="https://schema.org/FAQPage"><div itemscope itemprop="mainEntity" itemtype="https://schema.org/Question"><span itemprop="name">May I?</span>` +
			`<div itemscope itemprop="acceptedAnswer" itemtype="https://schema.org/Answer"><div itemprop="text">` + answer + `</div></div></div></div>`,
			"## May I?\n\nYes, we do that every day.\n"},
		{"classes", `<div class="faq-list"><div class="faq-item"><div class="faq-question">May I?</div><div class="faq-answer">` + answer + `</div></div>` +
			`<div class="faq-item"><div class="faq-question">Can I?</div><div class="faq-answer">No.</div></div></div>`,
			"## May I?\n\nYes, we do that every day.\n\n## Can I?\n\nNo.\n"},
		{"questions without any mark", "<p>May I come late?</p><p>No.</p><p>Can I park?</p><p>Yes, behind it.</p><p>Is it loud?</p><p>Is it ever? No.</p>",
			"## May I come late?\n\nNo.\n\n## Can I park?\n\nYes, behind it.\n\n## Is it loud?\n\nIs it ever? No.\n"},
		{"answers that are loaded later", `<script type="application/ld+json">{"@type":"FAQPage","mainEntity":{"@type":"Question","name":"May I?","acceptedAnswer":{"@type":"Answer","text":"Yes, <b>you</b> may."}}}</script>` +
			`<h2>Rules</h2><p>Be kind.</p><h2>May I?</h2><div id="later"></div>`,
			"## Rules\n\nBe kind.\n\n## May I?\n\nYes, **you** may.\n"},
		{"broken JSON", `<script type="application/ld+json">{"@type":"FAQPage",</script><h2>Rules</h2><p>Be kind.</p>`, "## Rules\n\nBe kind.\n"},
		{"a page in a form", `<form action="x.aspx"><h2>Rules</h2><p>Be kind to all who work here.</p><h2>Late</h2><p>Call us.</p><input type="submit" value="Go"></form>`,
			"## Rules\n\nBe kind to all who work here.\n\n## Late\n\nCall us.\n"},
		{"links of an answer", `<main><h2>Insurers</h2><ul><li><a href="https://a.example">Alpha</a></li><li><a href="https://b.example">Beta</a></li><li><a href="https://c.example">Gamma</a></li></ul></main>`,
			"## Insurers\n\n- Alpha\n- Beta\n- Gamma\n"},
		{"a table of questions", "<table><tr><th>Question</th><th>Answer</th></tr><tr><td>May I?</td><td>Yes.</td></tr><tr><td>Late</td><td>Call us.</td></tr></table>",
			"## May I?\n\nYes.\n\n## Late\n\nCall us.\n"},
		{"numbered questions", "<ol><li><b>May I?</b><br>Yes.</li><li><b>Can I?</b><br>No.</li></ol>", "## May I?\n\nYes.\n\n## Can I?\n\nNo.\n"},
		{"anchors in headings", `<main><h1 id="f"><a class="header" href="#f">FAQ</a></h1><dl class="toc"><dt>1. <a href="#a">May I?</a></dt><dt>2. <a href="#b">Can I?</a></dt></dl>` +
			`<h2 id="a"><a class="header" href="#a">May I?</a><a class="hash" href="#a">#</a></h2><p>Yes.</p><h2 id="b"><a class="menu-link" href="#b">Can I?</a></h2><p>No.</p></main>`,
			"## May I?\n\nYes.\n\n## Can I?\n\nNo.\n"},
		{"a heading that is none", "<h3>" + strings.Repeat("word ", 50) + "</h3><p>End.</p>", strings.TrimSpace(strings.Repeat("word ", 50)) + "\n\nEnd.\n"},
		{"markup that is none", "<h2>{#a} C# # <b>*</b></h2><p>1. one</p><p># two</p><p>a<br>===<br>b<br>| - | - |<br>&lt;!-- c --&gt; &amp;amp; [d](e) `f` `g` *h* _i_ j_k_l \\* \\n</p><p>--- | ---</p><p>&gt; m</p>",
			"## \\{ #a} C# # *\n\n1\\. one\n\n\\# two\n\na\n\\===\nb\n\\| - | - |\n<\\!-- c --> \\&amp; [d\\](e) \\`f\\` \\`g\\` \\*h\\* \\_i\\_ j_k_l \\\\\\* \\n\n\n\\> m\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Page("page.html", []byte("<!DOCTYPE html><title>T</title><body>"+tt.page), "")
			if err != nil {
				t.Fatal(err)
			}
			roundTrip(t, a)
			_, got, _ := strings.Cut(string(a.Markdown()), "---\n\n")
			if got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestPageFaults: what is no page says so, with what to do.
func TestPageFaults(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"empty", "", "page.html: there is no text in it to answer with; where a page shows its text only after a while, save it in the browser"},
		{"a page of a script", `<body><div id="root"></div><script>render("text")</script>`, "there is no text in it"},
		{"only headings", "<h1>A</h1><h2>B</h2>", "there is no text in it"},
		{"too deep", strings.Repeat("<div>", 600) + "text", "page.html: is nested too deeply to be read"},
		{"not text", "\x00\x01\x02\x00\x00\xff", "page.html: is not text in windows-1252; is it a web page?"},
		{"one endless answer", "<h2>All</h2>" + strings.Repeat("<p>Some words.</p>", 1000), `page.html: "All" is 2000 words without a heading; put headings between them`},
	}
	for _, tt := range tests {
		_, err := Page("page.html", []byte(tt.page), "")
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestRefusals: other files are refused with what to do.
func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	tests := []struct{ file, want string }{
		{"a.pdf", "save that as .docx"}, {"a.DOC", "save it as Word document (.docx)"}, {"a.xlsx", "as CSV (UTF-8)"}, {"a.odt", ".docx"}, {"a.rtf", ".docx"},
		{"a.md", "copy it into the folder"}, {"a.txt", "copy it into the folder"}, {"a.mhtml", "HTML only"}, {"a.json", "web page itself"}, {"a", "what is this?"},
		{"none.html", "none.html: there is no such file; give the path"}, {"folder.html", "name one file"}, {"big.csv", "is larger than 5 MB"},
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.html"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "big.csv"), make([]byte, maxPage+1), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		if _, err := Read(t.Context(), nil, filepath.Join(dir, tt.file)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.file, err, tt.want)
		}
	}
}
