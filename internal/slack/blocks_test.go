package slack

import (
	"encoding/json"
	"iter"
	"maps"
	"testing"
	"unicode/utf8"

	api "github.com/slack-go/slack"

	fakeslack "backtalk/internal/fake/slack"
)

// checker checks blocks against our table of limits always, and against Slack's schema.
type checker struct{ t testing.TB }

func (c checker) blocks(blocks []api.Block, most int) {
	t := c.t
	t.Helper()
	if len(blocks) == 0 || len(blocks) > most {
		t.Errorf("got %d blocks, want 1 to %d", len(blocks), most)
	}
	b, err := json.Marshal(blocks)
	if err != nil {
		t.Fatal(err)
	}
	walk(t, b, func(o map[string]any) { checkObject(t, o) })
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	for _, fault := range fakeslack.Blocks().Check("", v) {
		t.Errorf("Slack's schema: %s", fault)
	}
}

// checkObject checks one object of blocks against our table.
func checkObject(t testing.TB, o map[string]any) {
	t.Helper()
	length := func(what string, v any, most int) {
		if text, ok := v.(string); ok && utf8.RuneCountInString(text) > most {
			t.Errorf("%s of a %v has %d characters, want at most %d", what, o["type"], utf8.RuneCountInString(text), most)
		}
	}
	text := func(v any) any {
		inner, _ := v.(map[string]any)
		return inner["text"]
	}
	length("action_id", o["action_id"], maxActionID)
	length("block_id", o["block_id"], maxActionID)
	switch o["type"] {
	case "plain_text":
		length("text", o["text"], maxPlain)
		if o["text"] == "" {
			t.Error("a text object is empty")
		}
	case "text":
		if o["text"] == "" {
			t.Error("an element of rich text is empty")
		}
	case "button":
		length("text", text(o["text"]), maxButton)
		length("url", o["url"], maxURL)
		length("value", o["value"], 2000)
	case "static_select", "external_select", "radio_buttons":
		options, _ := o["options"].([]any)
		if len(options) > maxOptions || o["type"] != "external_select" && len(options) == 0 {
			t.Errorf("a %v has %d options", o["type"], len(options))
		}
		length("placeholder", text(o["placeholder"]), maxPlaceholder)
		for _, v := range options {
			option, _ := v.(map[string]any)
			length("option", text(option["text"]), maxOption)
			length("option's value", option["value"], maxOptionValue)
		}
	case "actions":
		elements, _ := o["elements"].([]any)
		if len(elements) == 0 || len(elements) > maxActions {
			t.Errorf("an actions block has %d elements", len(elements))
		}
		seen := map[any]bool{}
		for _, v := range elements {
			e, _ := v.(map[string]any)
			if seen[e["action_id"]] {
				t.Errorf("action_id %v is used twice in a block", e["action_id"])
			}
			seen[e["action_id"]] = true
		}
	}
}

func keysOf(m map[string]any) iter.Seq[string] { return maps.Keys(m) }
