package importing

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"backtalk/internal/corpus"
)

// check holds what is true of whatever was read: an article that package corpus reads with the same headings and words, or
// one error that names the file.
func check(t *testing.T, name string, size int, a *Article, err error) {
	t.Helper()
	if err != nil {
		if msg := err.Error(); !strings.HasPrefix(msg, name+":") || strings.Contains(msg, "\n") {
			t.Errorf("got the error %q", msg)
		}
		return
	}
	roundTrip(t, a)
	if n := len(a.Markdown()); n > corpus.MaxFile || n > 200+40*size {
		t.Errorf("%d bytes became %d", size, n)
	}
}

// FuzzPage holds for every page that it makes an article as check wants it, or one error.
func FuzzPage(f *testing.F) {
	files, _ := filepath.Glob("testdata/pages/*.htm*")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, s := range []string{
		"<h2>{#a} C# # <b>*</b></h2><p>1. one</p><p># two</p><p>a<br>===<br>b<br>| - | - |<br>&lt;!-- c --&gt; &amp;amp; [d](e) `f` *h* _i_ \\* </p>",
		"<ol start=9><li>a<ul><li>b<ol><li>c</ul><li><b>d</b><br>e</ol><table><tr><th>|<th>b<tr><td colspan=3>\\|</table><pre>a\n\n  b</pre>",
		"<details><summary>q</summary><dl><dt>a<dd>b<dl><dt>c<dd>d</dl></dl></details><button aria-controls=x>t</button><p id=x>u",
		`<script type="application/ld+json">{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"a?","acceptedAnswer":{"text":"<b>b</b>"}}]}</script>`,
		"<p>Q: a<br>A: b<p>- a<br>- b<p>\u200b\u202e\ufeff\u2028x<p><b>a:</b>b<b>c.</b> d<title>\"\\: {[</title>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Page("a.html", data, "")
		check(t, "a.html", len(data), a, err)
	})
}

// FuzzTable holds the same for tables.
func FuzzTable(f *testing.F) {
	files, _ := filepath.Glob("testdata/tables/*.?sv")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("a?,\"# b\n- c\n- d\n\n1. e\n2. f\n***\n\"\nq;r,s\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Table("a.csv", data)
		check(t, "a.csv", len(data), a, err)
	})
}

// FuzzDocument holds the same for the text of a Word document with its styles and lists.
func FuzzDocument(f *testing.F) {
	f.Add(styled("Title", "A")+styled("Frage", "B?")+par("", "*c", "d")+listed(1, 0, "e")+listed(1, 1, "f")+"<w:tbl>"+cells("g", "h")+cells("i", "j")+"</w:tbl>", germanStyles, lists)
	f.Add(par("", "1. a")+par("", "# b")+par("", "***")+par("", "*c*"), "", "")
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		data := docx(t, body, "word/styles.xml", styles, "word/numbering.xml", numbering)
		a, err := Document("a.docx", data)
		check(t, "a.docx", len(body)+len(data), a, err)
	})
}
