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

func (w *partsWalk) row(controls []any) {
	for _, c := range controls {
		if len(controls) > 1 && whole(object(c)["type"]) != partButton {
			w.add("a row with a select and other controls")
		}
	}
}

func (w *partsWalk) customID(p map[string]any) {
	id, _ := p["custom_id"].(string)
	if id == "" || w.ids[id] {
		w.add("a control without a custom_id, or two with the same custom_id")
	}
	w.ids[id] = true
}

func (w *partsWalk) button(p map[string]any) {
	if letters(p["label"]) == 0 && p["emoji"] == nil {
		w.add("a button without a label")
	}
	address, _ := p["url"].(string)
	if whole(p["style"]) != linkStyle {
		w.customID(p)
		if address != "" {
			w.add("a button with a custom_id and an address")
		}
		return
	}
	if letters(p["custom_id"]) > 0 {
		w.add("a link button with a custom_id")
	}
	if !webURL(address) {
		w.add("a link button's address must be a web address")
	}
}

func (w *partsWalk) choose(p map[string]any) {
	w.customID(p)
	options := list(p["options"])
	values := map[any]bool{}
	for _, o := range options {
		if v := object(o)["value"]; values[v] {
			w.add("two options have the same value")
		} else {
			values[v] = true
		}
	}
	if most := whole(p["max_values"]); most > max(len(options), 1) || whole(p["min_values"]) > max(most, 1) {
		w.add("a select's min_values and max_values do not fit its options")
	}
}
