package fakeslack

import (
	"fmt"
	"strings"
)

// surface is where blocks stand; what is allowed there differs.
type surface string

const (
	inMessage surface = "message"
	inModal   surface = "modal"
	inHome    surface = "home"
)

// findings collects violations of one body.
type findings struct {
	where string
	list  []Violation
}

func (f *findings) add(path, format string, a ...any) {
	f.list = append(f.list, Violation{Where: f.where, Path: path, Rule: fmt.Sprintf(format, a...)})
}

// length checks the characters of a text: at least low, at most high.
func (f *findings) length(path string, v any, low, high int) {
	if v == nil && low == 0 {
		return
	}
	s, ok := v.(string)
	if !ok {
		f.add(path, "must be text")
		return
	}
	if n := count(s); n < low || n > high {
		f.add(path, "has %d characters, want %d to %d", n, low, high)
	}
}

// textObject checks a text object; kind is "" where both kinds are allowed.
func (f *findings) textObject(path string, v any, kind string, high int) {
	o, ok := v.(object)
	if !ok {
		f.add(path, "must be a text object")
		return
	}
	got, _ := o["type"].(string)
	if got != "plain_text" && got != "mrkdwn" || kind != "" && got != kind {
		f.add(path+"/type", "is %q, want %s", got, orBoth(kind))
	}
	f.length(path+"/text", o["text"], 1, high)
}

func orBoth(kind string) string {
	if kind == "" {
		return "plain_text or mrkdwn"
	}
	return kind
}

func (f *findings) items(path string, v any, low, high int) []any {
	list, ok := v.([]any)
	if !ok && (v != nil || low > 0) {
		f.add(path, "must be a list")
	}
	if len(list) < low || len(list) > high {
		f.add(path, "has %d items, want %d to %d", len(list), low, high)
	}
	return list
}

// blocks checks a list of blocks. The counts are from the pages of the blocks and of chat.postMessage and views.open.
func checkBlocks(where string, blocks []object, on surface) []Violation {
	f := &findings{where: where}
	most := 100
	if on == inMessage {
		most = 50
	}
	if len(blocks) > most {
		f.add("/blocks", "%d blocks, want at most %d", len(blocks), most)
	}
	seen := map[string]bool{}
	for i, b := range blocks {
		path := fmt.Sprintf("/blocks/%d", i)
		if id, ok := b["block_id"].(string); ok {
			f.length(path+"/block_id", id, 1, 255)
			if seen[id] {
				f.add(path+"/block_id", "is used twice")
			}
			seen[id] = true
		}
		f.block(path, b)
		f.schema(path, b)
	}
	return f.list
}

// block checks one block.
func (f *findings) block(path string, b object) {
	kind, _ := b["type"].(string)
	switch kind {
	case "section":
		if b["text"] == nil && b["fields"] == nil {
			f.add(path, "wants text or fields")
		}
		if b["text"] != nil {
			f.textObject(path+"/text", b["text"], "", 3000)
		}
		if b["fields"] != nil {
			for i, t := range f.items(path+"/fields", b["fields"], 1, 10) {
				f.textObject(fmt.Sprintf("%s/fields/%d", path, i), t, "", 2000)
			}
		}
	case "header":
		f.textObject(path+"/text", b["text"], "plain_text", 150)
	case "context":
		for i, e := range f.items(path+"/elements", b["elements"], 1, 10) {
			o, _ := e.(object)
			if o["type"] != "image" {
				f.textObject(fmt.Sprintf("%s/elements/%d", path, i), e, "", 3000)
			}
		}
	case "actions":
		f.items(path+"/elements", b["elements"], 1, 25)
	case "input":
		f.textObject(path+"/label", b["label"], "plain_text", 2000)
		if b["hint"] != nil {
			f.textObject(path+"/hint", b["hint"], "plain_text", 2000)
		}
	case "rich_text":
		f.rich(path, b["elements"])
	case "divider":
	default: // what Backtalk does not use
		f.add(path+"/type", "%q is no block that is known here", kind)
	}
	f.elements(path, b, kind)
}

// rich checks rich text: no element may be empty.
func (f *findings) rich(path string, v any) {
	list, ok := v.([]any)
	if !ok || len(list) == 0 {
		f.add(path+"/elements", "wants at least one element")
	}
	for i, e := range list {
		at := fmt.Sprintf("%s/elements/%d", path, i)
		o, _ := e.(object)
		switch kind, _ := o["type"].(string); {
		case kind == "text":
			f.length(at+"/text", o["text"], 1, maxText)
		case kind == "link":
			f.length(at+"/url", o["url"], 1, 3000)
		case strings.HasPrefix(kind, "rich_text_"):
			f.rich(at, o["elements"])
		}
	}
}

// view checks a modal or a Home tab.
func checkView(where string, v object, kind string) []Violation {
	f := &findings{where: where}
	on := surface(kind)
	if v["type"] != kind {
		f.add("/view/type", "is %v, want %s", v["type"], kind)
	}
	f.length("/view/callback_id", v["callback_id"], 0, 255)
	f.length("/view/private_metadata", v["private_metadata"], 0, 3000)
	f.length("/view/external_id", v["external_id"], 0, 255)
	if on == inModal {
		f.textObject("/view/title", v["title"], "plain_text", 24)
	}
	for _, key := range []string{"submit", "close"} {
		if v[key] != nil {
			f.textObject("/view/"+key, v[key], "plain_text", 24)
		}
	}
	if s, ok := v["title"].(object); ok && on == inHome {
		f.add("/view/title", "a Home tab has none, not %q", s["text"])
	}
	list := f.items("/view/blocks", v["blocks"], 1, 100)
	var blocks []object
	hasInput := false
	for i, b := range list {
		o, ok := b.(object)
		if !ok {
			f.add(fmt.Sprintf("/view/blocks/%d", i), "is no block")
			continue
		}
		hasInput = hasInput || o["type"] == "input"
		blocks = append(blocks, o)
	}
	if hasInput && on == inModal && v["submit"] == nil {
		f.add("/view/submit", "is missing, and there is an input")
	}
	return append(f.list, checkBlocks(where, blocks, on)...)
}
