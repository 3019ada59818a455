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
	if c := e["confirm"]; c != nil {
		f.confirm(path+"/confirm", c)
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
	case "static_select", "multi_static_select":
		f.choices(path, e)
		if e["options"] == nil && e["option_groups"] == nil {
			f.add(path, "wants options or option_groups")
		}
	case "external_select", "multi_external_select":
		if o := e["initial_option"]; o != nil {
			f.option(path+"/initial_option", o)
		}
	case "overflow":
		f.options(path+"/options", e["options"], 1, 5)
	case "checkboxes", "radio_buttons":
		f.options(path+"/options", e["options"], 1, 10)
	case "image":
		f.length(path+"/alt_text", e["alt_text"], 1, 2000)
	case "plain_text_input":
		f.length(path+"/initial_value", e["initial_value"], 0, 3000)
	case "workflow_button", "datepicker", "timepicker", "datetimepicker", "users_select", "conversations_select",
		"channels_select", "multi_users_select", "multi_conversations_select", "multi_channels_select", "email_text_input",
		"url_text_input", "number_input", "file_input", "rich_text_input", "feedback_buttons", "icon_button":
	default:
		f.add(path+"/type", "%v is no element", e["type"])
	}
}

func (f *findings) confirm(path string, v any) {
	o, _ := v.(object)
	f.textObject(path+"/title", o["title"], "plain_text", 100)
	f.textObject(path+"/text", o["text"], "", 300)
	f.textObject(path+"/confirm", o["confirm"], "plain_text", 30)
	f.textObject(path+"/deny", o["deny"], "plain_text", 30)
}

// choices checks options or groups of them: at most 100 of each.
func (f *findings) choices(path string, o object) {
	if o["options"] != nil {
		f.options(path+"/options", o["options"], 0, 100)
	}
	if o["option_groups"] == nil {
		return
	}
	for i, g := range f.items(path+"/option_groups", o["option_groups"], 1, 100) {
		at := fmt.Sprintf("%s/option_groups/%d", path, i)
		group, _ := g.(object)
		f.textObject(at+"/label", group["label"], "plain_text", 75)
		f.options(at+"/options", group["options"], 1, 100)
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
