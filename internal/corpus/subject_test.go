package corpus

import "testing"

// TestServing: whether the built-in articles are served beside own ones.
func TestServing(t *testing.T) {
	tests := []struct {
		name  string
		own   []string
		serve Serving
		want  bool
	}{
		{"no own folder", nil, Auto, true},
		{"no own folder, whatever is wanted", nil, No, true},
		{"another subject", []string{"a.md", "# Bees\n\n## Feeding\nX."}, Auto, false},
		{"another subject, wanted", []string{"a.md", "# Bees\n\n## Feeding\nX."}, Yes, true},
		{"a title", []string{"a.md", "# Our massages\nX."}, Auto, true},
		{"a title, not wanted", []string{"a.md", "# Our massages\nX."}, No, false},
		{"a title in front matter", []string{"a.md", "---\ntitle: Bodywork FAQ\n---\nX."}, Auto, true},
		{"a title in front matter comes first", []string{"a.md", "---\ntitle: FAQ\n---\n# Massage\nX."}, Auto, false},
		{"a question is no title", []string{"a.md", "# Do you offer massage?\nX."}, Auto, false},
		{"one of several is no title", []string{"a.md", "# Massage\nX.\n# Sauna\nX."}, Auto, false},
		{"a heading is no title", []string{"a.md", "## Massage\nX."}, Auto, false},
		{"two headings", []string{"a.md", "## Massage\nX.\n## Massages\nX."}, Auto, false},
		{"three headings in two files", []string{"a.md", "## Massage\nX.\n## Getting massaged\nX.", "b.md", "## Bodywork at home\nX."}, Auto, true},
		{"three headings in plain text", []string{"a.txt", "Massage Prices\n\nX.\n\nMassage Rooms\n\nX.\n\nMassage Oils\n\nX."}, Auto, true},
		{"text does not count", []string{"a.md", "## A\nMassage, massage, massage."}, Auto, false},
		{"other words", []string{"a.md", "# A message on bodies and works, en masse\nX."}, Auto, false},
	}
	for _, tt := range tests {
		f := builtinFolder()
		if f.Serve = tt.serve; tt.own != nil {
			f.Own = folder(append(tt.own, "z.md", "Text.")...)
		}
		c, err := Load(f)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := c.Builtin(); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
		if got, want := c.OnMassage(), tt.want || tt.name == "a title, not wanted"; got != want {
			t.Errorf("%s: on massage: got %v, want %v", tt.name, got, want)
		}
	}
	c, err := Load(Folders{Own: folder("a.md", "# Massage\nX.")})
	if err != nil || c.Builtin() || !c.OnMassage() {
		t.Errorf("without a built-in folder: got %v, %v", c.Builtin(), err)
	}
}

// TestTitled: who gave an article a title is told from who began with a question.
func TestTitled(t *testing.T) {
	for text, want := range map[string]bool{
		"# Hours\nX.": true, "X.\n\n# Hours\nX.": true, "---\ntitle: Hours\n---\nX.": true, "# Hours\n\n## Sundays\nX.": true,
		"# When are you open?\nX.": false, "## Hours\nX.": false, "# Hours\nX.\n# Prices\nX.": false, "X.": false, "## A\nX.\n# B\nX.": false,
	} {
		if got := mustLoad(t, folder("a.md", text)).Documents()[0].Titled; got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

// TestRepliesFitAnySubject: without the built-in articles, no reply of the built-in topics speaks of massage or the clinic. What
// the own folder says stays.
func TestRepliesFitAnySubject(t *testing.T) {
	topic := func(id, reply string) string {
		return "  - {id: " + id + ", kind: clinic, ask: \"What about " + id + "?\", questions: [about " + id + "], reply: \"" + reply + "\"}\n"
	}
	built := folder("a.md", "A.", "topics/t.yaml", "topics:\n"+topic("oil", "Ask the clinic's staff, or The clinic.")+topic("pain", "A massage must not hurt.")+
		topic("marks", "Tell the therapist.")+topic("work", "I ask about {subjects}."))
	own := folder("b.md", "B.", "topics/o.yaml", "topics:\n"+topic("oil", "Our massage oil is the clinic's own.")+topic("new", "Ask a therapist."))
	tests := []struct {
		folders Folders
		want    map[string]string
	}{
		{Folders{Builtin: built}, map[string]string{"oil": "Ask the clinic's staff, or The clinic.", "pain": "A massage must not hurt.", "marks": "Tell the therapist.", "work": "I ask about {subjects}."}},
		{Folders{Builtin: built, Own: folder("b.md", "B.")}, map[string]string{"oil": "Ask the team, or The team.", "pain": "", "marks": "", "work": "I ask about {subjects}."}},
		{Folders{Builtin: built, Own: own}, map[string]string{"oil": "Our massage oil is the clinic's own.", "new": "Ask a therapist.", "pain": ""}},
		{Folders{Builtin: built, Own: own, Serve: Yes}, map[string]string{"oil": "Our massage oil is the clinic's own.", "pain": "A massage must not hurt."}},
	}
	for i, tt := range tests {
		c, err := Load(tt.folders)
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range tt.want {
			if got := c.Topic(id).Reply; got != want {
				t.Errorf("%d, %s: got %q, want %q", i, id, got, want)
			}
		}
	}
}
