"""Posterior and next step by libraries for Bayesian networks: `python libraries.py QUESTION.json` prints what each found and
how long it took. Started by `cargo xtask bench plan --libraries`.

QUESTION.json has a troubleshooting-model/1 and cases: lists of [step, answer], where an action that failed has the answer 0.
The next step is chosen now or never: the question that costs least when updating P/C follows, if that is cheaper than
updating P/C at once. Every belief is asked of the library.
"""

import json
import sys
from importlib.metadata import version
from time import process_time

ROUNDS = 3


class Pgmpy:
    name = f"pgmpy {version('pgmpy')}"

    def __init__(self, model):
        from pgmpy.factors.discrete import TabularCPD
        from pgmpy.inference import VariableElimination
        from pgmpy.models import DiscreteBayesianNetwork

        priors, tables = tables_of(model)
        net = DiscreteBayesianNetwork([("cause", step) for step in tables])
        net.add_cpds(TabularCPD("cause", len(priors), [[p] for p in priors]))
        for step, rows in tables.items():
            columns = [list(column) for column in zip(*rows)]
            net.add_cpds(TabularCPD(step, len(columns), columns, ["cause"], [len(priors)]))
        self.inference = VariableElimination(net)

    def query(self, variable, evidence):
        return self.inference.query([variable], evidence=evidence, show_progress=False).values.tolist()


class PyAgrum:
    name = f"pyAgrum {version('pyagrum')}"

    def __init__(self, model):
        import pyagrum as gum

        priors, tables = tables_of(model)
        net = gum.BayesNet()
        net.add(gum.RangeVariable("cause", "", 0, len(priors) - 1))
        net.cpt("cause").fillWith(priors)
        for step, rows in tables.items():
            net.add(gum.RangeVariable(step, "", 0, len(rows[0]) - 1))
            net.addArc("cause", step)
            for cause, row in enumerate(rows):
                net.cpt(step)[{"cause": cause}] = row
        self.inference = gum.LazyPropagation(net)

    def query(self, variable, evidence):
        self.inference.setEvidence(evidence)
        self.inference.setTargets({variable})
        self.inference.makeInference()
        return self.inference.posterior(variable).tolist()


def tables_of(model):
    """Priors, and for each step a row of chances for each cause; an action fails (0) or helps (1)."""
    ids = [cause["id"] for cause in model["causes"]]
    tables = {q["id"]: [q["likelihood"][i] for i in ids] for q in model["questions"]}
    for action in model["actions"]:
        tables[action["id"]] = [[1 - p, p] for p in (action["fixes"].get(i, 0.0) for i in ids)]
    return [cause["prior"] for cause in model["causes"]], tables


def updating_pc(model, belief, open_actions):
    """The first step of updating P/C and what it costs from here, as policy/1 words it."""
    ids = [cause["id"] for cause in model["causes"]]
    call = model["call_service"]["cost"]
    rest, way = [a for a in model["actions"] if a["id"] in open_actions], []
    while rest:
        rate = [sum(belief[n] * a["fixes"].get(i, 0.0) for n, i in enumerate(ids)) / a["cost"] for a in rest]
        action = rest.pop(rate.index(max(rate)))
        way.append((call * sum(belief), action["cost"] * sum(belief), action["id"]))
        belief = [p * (1 - action["fixes"].get(i, 0.0)) for p, i in zip(belief, ids)]
    step, value = "call_service", call * sum(belief)
    for calling, cost, action in reversed(way):
        step, value = ("call_service", calling) if calling <= cost + value else (action, cost + value)
    return step, value


def next_step(library, model, evidence, belief):
    open_actions = {a["id"] for a in model["actions"] if a["id"] not in evidence}
    best, least = updating_pc(model, belief, open_actions)
    for question in model["questions"]:
        if question["id"] in evidence:
            continue
        cost = question["cost"]
        for answer, chance in enumerate(library.query(question["id"], evidence)):
            after = library.query("cause", {**evidence, question["id"]: answer})
            cost += chance * updating_pc(model, after, open_actions)[1]
        if cost < least * (1 - 1e-12):
            best, least = question["id"], cost
    return best


def measure(library, model, cases):
    beliefs, steps = [], []
    start = process_time()
    for _ in range(ROUNDS):
        beliefs = [library.query("cause", case) for case in cases]
    middle = process_time()
    steps = [next_step(library, model, case, belief) for case, belief in zip(cases, beliefs)]
    end = process_time()
    each = 1000 / len(cases)
    return {
        "name": library.name, "beliefs": beliefs, "steps": steps,
        "belief_ms": (middle - start) / ROUNDS * each, "step_ms": (end - middle) * each,
    }


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        asked = json.load(file)
    model, cases = asked["model"], [dict(map(tuple, case)) for case in asked["cases"]]
    print(json.dumps([measure(kind(model), model, cases) for kind in (Pgmpy, PyAgrum)]))
