package fakeslack

import "fmt"

// elements checks the interactive elements of a block.
func (f *findings) elements(path string, b object, kind string) {
	if kind == "rich_text" || kind == "context" {
		return
	}
	seen := map[string]bool{}
	for i, e := range elementsOf(b) {
		at := fmt.Sprintf("%s/elements/%d", path, i)
		f.element(at, e)
		id, ok := e["action_id"].(string)
		if !ok {
			continue
		}
		f.length(at+"/action_id", id, 1, 255)
		if seen[id] {
			f.add(at+"/action_id", "is used twice in its block")
		}
		seen[id] = true
	}
}

// element checks one element. The figures are from the elements' pages.
func (f *findings) element(path string, e object) {
	if p := e["placeholder"]; p != nil {
		f.textObject(path+"/placeholder", p, "plain_text", 150)
	}
	switch e["type"] {
	case "button":
		f.textObject(path+"/text", e["text"], "plain_text", 75)
		f.length(path+"/value", e["value"], 0, 2000)
		f.length(path+"/url", e["url"], 0, 3000)
		f.length(path+"/accessibility_label", e["accessibility_label"], 0, 75)
		if s := e["style"]; s != nil && s != "primary" && s != "danger" {
			f.add(path+"/style", "is %v, want primary or danger", s)
		}
	case "static_select":
		f.options(path+"/options", e["options"], 1, 100)
	case "external_select":
		if o := e["initial_option"]; o != nil {
			f.option(path+"/initial_option", o)
		}
	case "radio_buttons":
		f.options(path+"/options", e["options"], 1, 10)
	case "plain_text_input":
		f.length(path+"/initial_value", e["initial_value"], 0, 3000)
	default: // what Backtalk does not use
		f.add(path+"/type", "%v is no element that is known here", e["type"])
	}
}

func (f *findings) options(path string, v any, low, high int) {
	seen := map[string]bool{}
	for i, o := range f.items(path, v, low, high) {
		at := fmt.Sprintf("%s/%d", path, i)
		f.option(at, o)
		option, _ := o.(object)
		value, _ := option["value"].(string)
		if seen[value] {
			f.add(at+"/value", "is used twice")
		}
		seen[value] = true
	}
}

func (f *findings) option(path string, v any) {
	o, _ := v.(object)
	f.textObject(path+"/text", o["text"], "", 75)
	f.length(path+"/value", o["value"], 1, 150)
	f.length(path+"/url", o["url"], 0, 3000)
	if d := o["description"]; d != nil {
		f.textObject(path+"/description", d, "", 75)
	}
}
