package corpus

import (
	"strings"
	"testing"
)

// TestWarnings: what nobody sees in an article is warned of where it stands first, and quoted as it stands.
func TestWarnings(t *testing.T) {
	tests := []struct{ file, text, want string }{
		{"a.md", "# A\n\nText 👩\u200d⚕\ufe0f of an “article”.\n", ""},
		{"a.md", "\ufeff# A\n\nText.\n", ""},
		{"a.md", "---\ntitle: A\n---\n# He\u200bading\n\nText.\n", "a.md:4: the character U+200B, which nobody sees, stands here; remove it"},
		{"a.txt", "One.\r\rT\u00adwo\u00ad.\r\rThree\u202e\u00ad.\r", "a.txt:3: the character U+00AD, which nobody sees, stands here; remove it (and 2 more in this file)\n" +
			"a.txt:5: the character U+202E, which nobody sees, stands here; remove it"},
		{"a.md", "# A\n\nA\ufeffB.\n", "a.md:3: the character U+FEFF, which nobody sees, stands here; remove it"},
	}
	for _, tt := range tests {
		c, err := Load(alone(folder(tt.file, tt.text)))
		if err != nil {
			t.Errorf("%q: %v", tt.text, err)
			continue
		}
		if got := c.Warnings().Error(); got != tt.want {
			t.Errorf("%q: got\n%s\nwant\n%s", tt.text, got, tt.want)
		}
		for _, p := range c.Passages() {
			if !strings.Contains(tt.text, p.Text()) {
				t.Errorf("%q is quoted as %q", tt.text, p.Text())
			}
		}
	}
}
