package fakeslack

// Control is something to press, choose from or fill in.
type Control struct {
	Type     string // "button", "static_select", "external_select", "plain_text_input", ...
	BlockID  string
	ActionID string
	Label    string // of a button; the placeholder of a menu; the label of an input
	Value    string
	URL      string // of a link button
	Style    string
	Options  []ControlOption

	element object
	input   bool // in an input block, so that it sends nothing by itself
	must    bool // an input that must be filled in
}

// ControlOption is one choice of a menu.
type ControlOption struct {
	Label, Value string
	raw          object
}

// control reads an element of a block: what it is called, and what it does.
func (r *rendering) control(block string, e object) {
	if !interactive(e) {
		return
	}
	c := readControl(block, e, r.textObject)
	r.controls = append(r.controls, c)
	switch {
	case c.Type == "button":
		r.beside("[" + c.Label + "]")
		if c.URL != "" {
			r.links = append(r.links, Link{c.Label, c.URL})
		}
	case c.Type == "radio_buttons":
		for _, o := range c.Options {
			r.beside("[" + o.Label + "]")
		}
	case c.Label != "":
		r.beside("[" + c.Label + " ▾]")
	}
}

// beside writes something on the line that has been begun.
func (r *rendering) beside(s string) {
	if all := r.text.String(); all != "" && all[len(all)-1] != '\n' {
		r.text.WriteByte(' ')
	}
	r.text.WriteString(s)
}

func readControl(block string, e object, text func(any) string) Control {
	str := func(key string) string { s, _ := e[key].(string); return s }
	c := Control{Type: str("type"), BlockID: block, ActionID: str("action_id"), Value: str("value"), URL: str("url"),
		Style: str("style"), element: e}
	c.Label = text(e["text"])
	if c.Label == "" {
		c.Label = text(e["placeholder"])
	}
	if o, ok := e["initial_option"].(object); ok {
		c.Label = text(o["text"])
	}
	c.Options = readOptions(e, text)
	return c
}

// readOptions reads the options of a menu, or of an answer to a block_suggestion.
func readOptions(e object, text func(any) string) []ControlOption {
	var out []ControlOption
	list, _ := e["options"].([]any)
	for _, o := range list {
		raw, _ := o.(object)
		value, _ := raw["value"].(string)
		out = append(out, ControlOption{Label: text(raw["text"]), Value: value, raw: raw})
	}
	return out
}

// controlsOf are the controls of blocks, with what an input block says about them.
func (r *rendering) controlsOf(blocks []object) []Control {
	var out []Control
	for _, b := range blocks {
		id, _ := b["block_id"].(string)
		for _, e := range elementsOf(b) {
			if !interactive(e) {
				continue
			}
			c := readControl(id, e, r.textObject)
			if b["type"] == "input" {
				optional, _ := b["optional"].(bool)
				dispatch, _ := b["dispatch_action"].(bool)
				c.Label, c.must, c.input = r.textObject(b["label"]), !optional, !dispatch
			}
			out = append(out, c)
		}
	}
	return out
}
