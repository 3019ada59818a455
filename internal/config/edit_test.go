package config

import (
	"strings"
	"testing"
)

func TestEdit(t *testing.T) {
	tests := []struct {
		name, text string
		set        []Setting
		want, err  string
	}{
		{"empty", "", []Setting{{"clinic", "name", "N"}}, "clinic:\n  name: \"N\"\n", ""},
		{"no clinic", "# ours\ndata: x", []Setting{{"clinic", "name", "N"}}, "# ours\ndata: x\nclinic:\n  name: \"N\"\n", ""},
		{"empty clinic", "clinic:\ndata: x\n", []Setting{{"clinic", "name", "N"}}, "clinic:\n  name: \"N\"\ndata: x\n", ""},
		{"another key", "clinic: # who\n    name: \"A: #b\" # the name\n    # a note\ndata: x\n", []Setting{{"clinic", "phone", "555-010-0199"}},
			"clinic: # who\n    phone: \"555-010-0199\"\n    name: \"A: #b\" # the name\n    # a note\ndata: x\n", ""},
		{"plain value", "clinic:\n  name: A b  # the name\n", []Setting{{"clinic", "name", `N "x" \`}}, "clinic:\n  name: \"N \\\"x\\\" \\\\\"  # the name\n", ""},
		{"quoted value", "clinic:\n  name: 'A # b' # the name\r\n  phone: 555-010-0100\n", []Setting{{"clinic", "name", "N"}, {"clinic", "phone", "555-010-0199"}},
			"clinic:\n  name: \"N\" # the name\r\n  phone: \"555-010-0199\"\n", ""},
		{"no value", "clinic:\n  name: # none yet\n", []Setting{{"clinic", "name", "N"}}, "clinic:\n  name: \"N\" # none yet\n", ""},
		{"on one line", "clinic: {name: A}\n", []Setting{{"clinic", "name", "N"}}, "", "lines of their own"},
		{"block", "clinic:\n  name: |\n    A\n", []Setting{{"clinic", "name", "N"}}, "", "by hand"},
		{"another section", "clinic:\n  name: A\n", []Setting{{"knowledge", "folder", "ours"}, {"knowledge", "builtin", "yes"}, {"knowledge", "builtin", "no"}},
			"clinic:\n  name: A\nknowledge:\n  builtin: \"no\"\n  folder: \"ours\"\n", ""},
		{"another section on one line", "knowledge: {folder: ours}\n", []Setting{{"knowledge", "builtin", "yes"}}, "", "knowledge is written on one line"},
		{"bad value of another section", "", []Setting{{"knowledge", "builtin", "maybe"}}, "", "write yes or no"},
		{"bad value", "clinic:\n  name: A\n", []Setting{{"clinic", "phone", "none"}}, "", "write a phone number"},
		{"bad file", "clinic: [\n", []Setting{{"clinic", "name", "N"}}, "", "not valid YAML"},
	}
	for _, tt := range tests {
		got, err := Edit("f.yaml", []byte(tt.text), tt.set)
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: got error %v, want %q", tt.name, err, tt.err)
		}
		if string(got) != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// FuzzEdit wants that an edit changes what it should and nothing else.
func FuzzEdit(f *testing.F) {
	f.Add("clinic:\n  name: A b  # the name\ndata: x\n", "N")
	f.Add("# c\nclinic:\n  phone: 555-010-0199\n  name: 'x'\n", "N # \"x\": \\")
	none := func(string) string { return "" }
	f.Fuzz(func(t *testing.T, text, name string) {
		before, err := read("f.yaml", []byte(text), none)
		if err != nil {
			return
		}
		edited, err := Edit("f.yaml", []byte(text), []Setting{{"clinic", "name", name}})
		if err != nil {
			return
		}
		after, err := read("f.yaml", edited, none)
		if err != nil {
			t.Fatalf("the edited text is wrong: %v\n%q", err, edited)
		}
		want := strings.TrimSpace(name)
		if want == "" {
			want = Default().Clinic.Name
		}
		if after.Clinic.Name != want {
			t.Fatalf("got name %q, want %q in %q", after.Clinic.Name, want, edited)
		}
		if after.Clinic.Phone != before.Clinic.Phone || after.Data != before.Data {
			t.Fatalf("other values changed: %q became %q", text, edited)
		}
	})
}
