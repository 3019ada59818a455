package fakediscord

// parts checks a message's components: rows of controls. Backtalk uses nothing of Components V2, so nothing of it is taken here.
func (k *checker) parts(o map[string]any) {
	rows := list(o["components"])
	if len(rows) > maxRows {
		k.add("%d rows; %d are allowed", len(rows), maxRows)
	}
	w := &partsWalk{checker: k, ids: map[string]bool{}}
	for _, r := range rows {
		row := object(r)
		if kind := whole(row["type"]); kind != partRow {
			k.add("a component of type %d outside a row", kind)
			continue
		}
		controls := list(row["components"])
		w.row(controls)
		for _, c := range controls {
			switch control := object(c); whole(control["type"]) {
			case partButton:
				w.button(control)
			case partSelect:
				w.choose(control)
			}
		}
	}
}

type partsWalk struct {
	*checker
	ids map[string]bool
}

func (w *partsWalk) row(children []any) {
	buttons, others := 0, 0
	for _, c := range children {
		if whole(object(c)["type"]) == partButton {
			buttons++
		} else {
			others++
		}
	}
	if len(children) == 0 || buttons > maxButtons || others > 1 || (others == 1 && buttons > 0) {
		w.add("a row with %d buttons and %d other controls; 1 to %d buttons or 1 other are allowed", buttons, others, maxButtons)
	}
}

func (w *partsWalk) customID(p map[string]any) {
	w.text("custom_id", p["custom_id"], 1, maxCustomID)
	id, _ := p["custom_id"].(string)
	if w.ids[id] {
		w.add("two controls have the same custom_id")
	}
	w.ids[id] = true
}

func (w *partsWalk) button(p map[string]any) {
	if w.text("button label", p["label"], 0, maxLabel) == 0 && p["emoji"] == nil {
		w.add("a button without a label")
	}
	style := whole(p["style"])
	if style < 1 || style > 6 {
		w.add("a button of style %d", style)
	}
	if style != linkStyle {
		w.customID(p)
		if address, _ := p["url"].(string); address != "" {
			w.add("a button with a custom_id and an address")
		}
		return
	}
	address, _ := p["url"].(string)
	if id, _ := p["custom_id"].(string); id != "" {
		w.add("a link button with a custom_id")
	}
	if !webURL(address) || runes(address) > maxURL {
		w.add("a link button's address must be a web address of at most %d characters", maxURL)
	}
}

func (w *partsWalk) choose(p map[string]any) {
	w.customID(p)
	w.text("placeholder", p["placeholder"], 0, maxPlaceholder)
	options := list(p["options"])
	if n := len(options); n < 1 || n > maxOptions {
		w.add("a select with %d options; 1 to %d are allowed", n, maxOptions)
	}
	values := map[string]bool{}
	for _, o := range options {
		o := object(o)
		w.text("option label", o["label"], 1, maxOption)
		w.text("option value", o["value"], 1, maxOption)
		w.text("option description", o["description"], 0, maxOption)
		v, _ := o["value"].(string)
		if values[v] {
			w.add("two options have the same value")
		}
		values[v] = true
	}
	if most := whole(p["max_values"]); most > max(len(options), 1) || whole(p["min_values"]) > max(most, 1) {
		w.add("a select's min_values and max_values do not fit its options")
	}
}
