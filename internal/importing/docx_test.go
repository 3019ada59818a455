package importing

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// docx builds a Word document of parts, by name and content in turn; document.xml gets its frame.
func docx(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	const w = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`
	framed := strings.NewReplacer("<w:styles>", "<w:styles "+w+">", "<w:numbering>", "<w:numbering "+w+">")
	parts := []string{"word/document.xml", "<w:document " + w + "><w:body>" + body + "</w:body></w:document>"}
	for _, p := range more {
		parts = append(parts, framed.Replace(p))
	}
	return zipOf(t, parts...)
}

// par is a paragraph with properties and runs of text; a run that begins with "*" is bold.
func par(properties string, runs ...string) string {
	var b strings.Builder
	b.WriteString("<w:p><w:pPr>" + properties + "<w:rPr><w:b/></w:rPr></w:pPr>")
	for _, r := range runs {
		text, bold := strings.CutPrefix(r, "*")
		if bold {
			b.WriteString("<w:r><w:rPr><w:b/></w:rPr>")
		} else {
			b.WriteString("<w:r>")
		}
		b.WriteString(`<w:t xml:space="preserve">` + text + "</w:t></w:r>")
	}
	b.WriteString("</w:p>")
	return b.String()
}

func styled(id string, runs ...string) string { return par(`<w:pStyle w:val="`+id+`"/>`, runs...) }

func listed(list, level int, runs ...string) string {
	return par(fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, list), runs...)
}

func cells(texts ...string) string {
	row := "<w:tr>"
	for _, t := range texts {
		row += "<w:tc>" + par("", t) + "</w:tc>"
	}
	return row + "</w:tr>"
}

const (
	germanStyles = `<w:styles><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>` +
		`<w:style w:styleId="Frage"><w:name w:val="Frage"/><w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>` +
		`<w:style w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style><w:style w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>`
	lists = `<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>`
)

// TestDocuments reads documents, each for one thing.
func TestDocuments(t *testing.T) {
	tests := []struct {
		name, body string
		more       []string
		want       string
	}{
		{"headings", styled("Title", "Our house") + par("", "Welcome.") + styled("Heading1", "Hours") + par("", "Nine to ", "*five", ".") + styled("Heading2", "Holidays") + par("", "Closed."), nil,
			"title: \"Our house\"\n---\n\nWelcome.\n\n## Hours\n\nNine to **five**.\n\n### Holidays\n\nClosed.\n"},
		{"localized styles", styled("Titel", "Haus") + styled("Verzeichnis1", "Zeiten 1") + styled("berschrift1", "Zeiten") + styled("Frage", "Wann?") + par("", "Um neun."),
			[]string{"word/styles.xml", germanStyles}, "title: \"Haus\"\n---\n\n## Zeiten\n\n### Wann?\n\nUm neun.\n"},
		{"an outline without a style", par(`<w:outlineLvl w:val="0"/>`, "One") + par("", "1.") + par("", "Text.") + par(`<w:outlineLvl w:val="0"/>`, "Two") + par("", "More."), nil,
			"title: \"file\"\n---\n\n## One\n\n1\\.\n\nText.\n\n## Two\n\nMore.\n"},
		{"bold lines", par("", "*May I ", "*come?") + par("", "Yes.") + par("", "*Late") + par("", "Call us.") + par("", "*Bold to the end."), nil,
			"title: \"file\"\n---\n\n## May I come?\n\nYes.\n\n## Late\n\nCall us.\n\n**Bold to the end.**\n"},
		{"lists", styled("Heading1", "Do") + listed(1, 0, "one") + listed(1, 1, "below") + listed(1, 0, "two") + par("", "Between.") + listed(1, 0, "three") + styled("Heading1", "Bring") + listed(2, 0, "a towel") + listed(2, 0, "water"),
			[]string{"word/numbering.xml", lists}, "title: \"file\"\n---\n\n## Do\n\n1. one\n   - below\n2. two\n\nBetween.\n\n3. three\n\n## Bring\n\n- a towel\n- water\n"},
		{"numbered questions", listed(1, 0, "*May I?") + par("", "Yes.") + listed(1, 0, "*Can I?") + par("", "No."), []string{"word/numbering.xml", lists},
			"title: \"file\"\n---\n\n## May I?\n\nYes.\n\n## Can I?\n\nNo.\n"},
		{"a table", styled("Heading1", "Prices") + "<w:tbl><w:tblPr/>" + cells("Session", "Price") + cells("60 | 90", "$90") + "</w:tbl>", nil,
			"title: \"Prices\"\n---\n\n| Session | Price |\n|---|---|\n| 60 \\| 90 | $90 |\n"},
		{"a table of questions", "<w:tbl>" + cells("Question", "Answer") + cells("May I?", "Yes.") + cells("Late", "Call.") + "</w:tbl>", nil,
			"title: \"file\"\n---\n\n## May I?\n\nYes.\n\n## Late\n\nCall.\n"},
		{"what is not seen", styled("Heading1", "A") + `<w:p><w:r><w:t>See</w:t><w:br/><w:t>n</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>` +
			`<w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t>end</w:t></w:r></w:p><w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>` + par("", "In a box.") +
			`</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + par("", "In a box.") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, nil,
			"title: \"A\"\n---\n\nSee\nn end\n\nIn a box.\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Document("file.docx", docx(t, tt.body, tt.more...))
			if err != nil {
				t.Fatal(err)
			}
			roundTrip(t, a)
			if got := strings.TrimPrefix(string(a.Markdown()), "---\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestDocumentFaults: what is no document, or a trap, says so, with what to do.
func TestDocumentFaults(t *testing.T) {
	box := strings.Repeat("<w:tbl><w:tr><w:tc>", 20) + par("", "deep") + strings.Repeat("</w:tc></w:tr></w:tbl>", 20)
	var many []string
	for i := range maxParts {
		many = append(many, fmt.Sprint("x", i), "")
	}
	bomb := docx(t, "", "word/media/a.bin", strings.Repeat("\x00", maxUnzipped/2), "word/media/b.bin", strings.Repeat("\x00", maxUnzipped/2+1))
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"no zip", []byte("hello"), "a.docx: is not a Word document, or is damaged; open it in Word"},
		{"an old one", []byte("\xd0\xcf\x11\xe0\xa1\xb1"), "has a password, or is an old .doc"},
		{"another zip", zipOf(t, "a.txt", "x"), "is a zip file without a Word document in it"},
		{"no text", docx(t, "<w:p/>"), "there is no text in it"},
		{"broken", docx(t, par("", "one")+"<w:p><w:r>"), "is damaged after paragraph 2"},
		{"broken styles", docx(t, par("", "one"), "word/styles.xml", "<w:styles><w:style"), "its styles are damaged"},
		{"too deep", docx(t, box), "after paragraph 0 tables and text boxes stand inside each other too often"},
		{"many files", docx(t, par("", "one"), many...), "is made of 5001 files, more than 5000"},
		{"a bomb", bomb, "grows to more than 200 MB"},
		{"much text", docx(t, par("", strings.Repeat("a ", maxPart/2))), "holds more than 30 MB of text"},
	}
	for _, tt := range tests {
		if _, err := Document("a.docx", tt.data); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

// zipOf is a zip file of parts, by name and content in turn.
func zipOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
