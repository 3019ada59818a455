package fakeslack_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	fakeslack "backtalk/internal/fake/slack"
)

func TestLimits(t *testing.T) {
	t.Parallel()
	s, general, _ := clinic(t)
	long := func(n int) string { return strings.Repeat("é", n) }
	text := func(kind string, n int) string { return fmt.Sprintf(`{"type":%q,"text":%q}`, kind, long(n)) }
	button := func(label, value, action int) string {
		return fmt.Sprintf(`{"type":"button","text":%s,"value":%q,"action_id":%q}`, text("plain_text", label), long(value), long(action))
	}
	actions := func(elements ...string) string {
		return `{"type":"actions","elements":[` + strings.Join(elements, ",") + `]}`
	}
	option := func(label, value int) string {
		return fmt.Sprintf(`{"text":%s,"value":%q}`, text("plain_text", label), long(value))
	}
	menu := func(options ...string) string {
		return actions(`{"type":"static_select","action_id":"m","options":[` + strings.Join(options, ",") + `]}`)
	}
	section := `{"type":"section","text":{"type":"mrkdwn","text":"a"}}`
	for _, c := range []struct {
		name   string
		blocks []string
		good   bool
	}{
		{"section 3000", []string{`{"type":"section","text":` + text("mrkdwn", 3000) + `}`}, true},
		{"section 3001", []string{`{"type":"section","text":` + text("mrkdwn", 3001) + `}`}, false},
		{"section empty", []string{`{"type":"section","text":{"type":"mrkdwn","text":""}}`}, false},
		{"section without", []string{`{"type":"section"}`}, false},
		{"50 blocks", strings.Split(strings.Repeat(section+"\n", 49)+section, "\n"), true},
		{"51 blocks", strings.Split(strings.Repeat(section+"\n", 50)+section, "\n"), false},
		{"header 151", []string{`{"type":"header","text":` + text("plain_text", 151) + `}`}, false},
		{"header mrkdwn", []string{`{"type":"header","text":` + text("mrkdwn", 5) + `}`}, false},
		{"button good", []string{actions(button(75, 2000, 255))}, true},
		{"button text", []string{actions(button(76, 1, 1))}, false},
		{"button value", []string{actions(button(1, 2001, 1))}, false},
		{"action_id", []string{actions(button(1, 1, 256))}, false},
		{"action_id twice", []string{actions(button(1, 1, 1), button(1, 1, 1))}, false},
		{"option good", []string{menu(option(75, 150))}, true},
		{"option text", []string{menu(option(76, 1))}, false},
		{"option value", []string{menu(option(1, 151))}, false},
		{"block_id twice", []string{`{"type":"divider","block_id":"a"}`, `{"type":"divider","block_id":"a"}`}, false},
		{"block_id", []string{`{"type":"divider","block_id":"` + long(256) + `"}`}, false},
		{"unknown block", []string{`{"type":"hologram"}`}, false},
		{"unknown element", []string{actions(`{"type":"lever","action_id":"a"}`)}, false},
		{"context 11", []string{`{"type":"context","elements":[` + strings.Repeat(text("mrkdwn", 1)+",", 10) + text("mrkdwn", 1) + `]}`}, false},
		{"rich text empty", []string{`{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}`}, false},
	} {
		answer := call(t, s, "chat.postMessage", map[string]any{"channel": general.ID, "text": "x", "blocks": json.RawMessage("[" + strings.Join(c.blocks, ",") + "]")})
		found := s.ForgetViolations()
		if good := answer["ok"] == true; good != c.good || good != (len(found) == 0) {
			t.Errorf("%s: got %v and %v, want good %t", c.name, answer["error"], found, c.good)
		}
	}
	answer := call(t, s, "chat.postMessage", map[string]any{"channel": general.ID, "text": long(40001)})
	if answer["ok"] != true || len(s.ForgetViolations()) != 1 {
		t.Errorf("got %v for a text that is too long, want it cut off and a violation", answer["ok"])
	}
}

// TestSchema shows that Slack's own description is used.
func TestSchema(t *testing.T) {
	t.Parallel()
	s, general, _ := clinic(t)
	for _, c := range []struct{ name, block, want string }{
		{"field that is none", `{"type":"section","text":{"type":"mrkdwn","text":"a"},"colour":"red"}`, "colour"},
		{"good", `{"type":"rich_text","elements":[{"type":"rich_text_quote","elements":[{"type":"text","text":"a","style":{"bold":true}}]}]}`, ""},
	} {
		call(t, s, "chat.postMessage", map[string]any{"channel": general.ID, "text": "x", "blocks": json.RawMessage("[" + c.block + "]")})
		got := fmt.Sprint(s.ForgetViolations())
		if c.want == "" && got != "[]" || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %s, want %q", c.name, got, c.want)
		}
	}
}

// call calls a method with a JSON body.
func call(t *testing.T, s *fakeslack.Server, method string, body map[string]any) map[string]any {
	t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest("POST", s.APIURL()+method, strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+s.Team().BotToken())
	resp, err := oneShot().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var out map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}
