"""Tomoda's own rules for manifests: each takes a document and says what is wrong with it, in words."""

import re
from collections.abc import Callable, Iterator
from typing import Any

Document = dict[str, Any]
Policy = Callable[[Document], Iterator[str]]

WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob")
SERVED = {
    "argoproj.io/v1alpha1": {"Application", "AppProject"},
    "barmancloud.cnpg.io/v1": {"ObjectStore"},
    "cert-manager.io/v1": {"Certificate", "ClusterIssuer"},
    "external-secrets.io/v1": {"ClusterSecretStore", "ExternalSecret"},
    "gateway.networking.k8s.io/v1": {"HTTPRoute"},
    "monitoring.coreos.com/v1": {"PodMonitor", "Probe", "PrometheusRule", "ServiceMonitor"},
    "monitoring.coreos.com/v1alpha1": {"AlertmanagerConfig"},
    "postgresql.cnpg.io/v1": {"Cluster", "Database", "Pooler", "ScheduledBackup"},
    "traefik.io/v1alpha1": {"IngressRoute", "Middleware", "TLSOption"},
}
HOLDS_DATA = {"Cluster", "ObjectStore", "Database", "Namespace"}
_SECRET_NAME = re.compile(r"(PASSWORD|SECRET|TOKEN|PRIVATE_KEY|API_KEY|ACCESS_KEY)", re.IGNORECASE)


def pod(document: Document) -> Document | None:
    """The pod's spec of a workload."""
    match document["kind"]:
        case "CronJob":
            return document["spec"]["jobTemplate"]["spec"]["template"]["spec"]
        case kind if kind in WORKLOADS:
            return document["spec"]["template"]["spec"]
        case _:
            return None


def containers(document: Document) -> list[Document]:
    spec = pod(document)
    return [*spec.get("initContainers", []), *spec["containers"]] if spec else []


def images_by_digest(document: Document) -> Iterator[str]:
    for one in containers(document):
        if not re.search(r"@sha256:[0-9a-f]{64}$", one["image"]):
            yield f"{one['name']}: {one['image']} has no digest"
    if document["kind"] == "Cluster" and not re.search(r":\d[\w.-]+$", document["spec"]["imageName"]):
        yield "imageName names no release"


def limits(document: Document) -> Iterator[str]:
    for one in containers(document):
        resources = one.get("resources", {})
        if not {"cpu", "memory"} <= set(resources.get("requests", {})):
            yield f"{one['name']} requests no cpu or memory"
        if "memory" not in resources.get("limits", {}):
            yield f"{one['name']} has no memory limit"
        if "cpu" in resources.get("limits", {}):
            yield f"{one['name']} has a cpu limit, which throttles in the middle of a request"
    if document["kind"] == "Cluster" and "memory" not in document["spec"].get("resources", {}).get("limits", {}):
        yield "the database has no memory limit"


def probes(document: Document) -> Iterator[str]:
    if document["kind"] not in ("Deployment", "StatefulSet"):
        return
    for one in document["spec"]["template"]["spec"]["containers"]:
        for probe in ("readinessProbe", "livenessProbe"):
            if probe not in one:
                yield f"{one['name']} has no {probe}"
        if one.get("livenessProbe", {}).get("httpGet", {}).get("path") == "/readyz":
            yield f"{one['name']}: liveness asks the database, and would restart the fleet with it"


def restricted(document: Document) -> Iterator[str]:
    spec = pod(document)
    if spec is None:
        return
    own = spec.get("securityContext", {})
    if not own.get("runAsNonRoot") or own.get("seccompProfile", {}).get("type") != "RuntimeDefault":
        yield "the pod may run as root, or without seccomp"
    if spec.get("automountServiceAccountToken") is not False and document["metadata"]["name"] != "restore-drill":
        yield "the pod carries a token of the cluster's API"
    if spec.get("enableServiceLinks") is not False:
        yield "service links would become variables, and an unknown variable stops the start"
    if not spec.get("priorityClassName"):
        yield "no priority class"
    for host in ("hostNetwork", "hostPID", "hostIPC"):
        if spec.get(host):
            yield host
    for one in containers(document):
        has = one.get("securityContext", {})
        if has.get("allowPrivilegeEscalation") is not False or "ALL" not in has.get("capabilities", {}).get("drop", []):
            yield f"{one['name']} keeps privileges"
        if has.get("readOnlyRootFilesystem") is not True:
            yield f"{one['name']} may write to its root file system"


def drains(document: Document) -> Iterator[str]:
    if document["kind"] != "Deployment" or document["metadata"]["name"] not in ("api", "gateway", "worker", "frontend"):
        return
    spec = document["spec"]["template"]["spec"]
    for one in spec["containers"]:
        sleep = one.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
        if not sleep:
            yield f"{one['name']} is stopped while the ingress still knows it"
    if document["spec"]["strategy"].get("rollingUpdate", {}).get("maxUnavailable") != 0:
        yield "a roll-out takes a pod away before the next one is there"
    if spec.get("terminationGracePeriodSeconds", 30) < 60:
        yield "no time to drain"


def no_plain_secret(document: Document) -> Iterator[str]:
    if document["kind"] == "Secret":
        yield "a secret lies in the repository"
    if document["kind"] == "ConfigMap":
        for key, value in document.get("data", {}).items():
            if _SECRET_NAME.search(key) and value:
                yield f"{key} is no configuration"
    for one in containers(document):
        for variable in one.get("env", []):
            if _SECRET_NAME.search(variable["name"]) and "value" in variable:
                yield f"{variable['name']} stands in the manifest"


def data_is_kept(document: Document) -> Iterator[str]:
    meta, spec = document["metadata"], document.get("spec", {})
    options = meta.get("annotations", {}).get("argocd.argoproj.io/sync-options", "")
    if document["kind"] in HOLDS_DATA or (document["kind"] == "StatefulSet" and meta["name"] == "valkey"):
        if "Prune=false" not in options or "Delete=false" not in options:
            yield "a sync or a deleted application would take the data along"
    if document["kind"] == "Application" and any("resources-finalizer" in f for f in meta.get("finalizers", [])):
        yield "deleting the application deletes all that it made"
    if document["kind"] == "Application" and meta["name"] in ("root", "tomoda-prod"):
        if spec["syncPolicy"]["automated"].get("prune"):
            yield "prunes by itself"
    if document["kind"] == "Database" and spec.get("databaseReclaimPolicy") != "retain":
        yield "the database goes with its manifest"
    if document["kind"] == "ExternalSecret" and spec["target"].get("deletionPolicy") != "Retain":
        yield "the secret goes with its source"
    if document["kind"] == "StorageClass" and "data" in meta["name"] and document["reclaimPolicy"] != "Retain":
        yield "the disk goes with its claim"


def not_deprecated(document: Document) -> Iterator[str]:
    version, kind = document["apiVersion"], document["kind"]
    group = version.partition("/")[0]
    core = "." not in group or group.endswith(".k8s.io") and group != "gateway.networking.k8s.io"
    if not core and kind not in SERVED.get(version, set()):
        yield f"{version} {kind} is not a kind that Tomoda uses: is the version served?"
    spec = document.get("spec") or {}
    if kind == "Cluster":
        if "barmanObjectStore" in spec.get("backup", {}):
            yield "the operator's own Barman is removed with 1.31"
        if "retentionPolicy" in spec.get("backup", {}):
            yield "retention belongs to the ObjectStore"
        if "monitoring" in spec:
            yield "enablePodMonitor is deprecated: write the PodMonitor"
        if spec.get("enableSuperuserAccess") is not False:
            yield "superuser access"
    if kind == "Pooler" and "monitoring" in spec:
        yield "enablePodMonitor is deprecated: write the PodMonitor"
    if kind == "ObjectStore" and "serverName" in spec["configuration"]:
        yield "serverName in the ObjectStore is refused"
    if kind == "ScheduledBackup" and (len(spec["schedule"].split()) != 6 or spec.get("method") != "plugin"):
        yield "a backup by the plugin, at a time of six fields"
    if kind == "Certificate" and "renewBefore" in spec:
        yield "renewBefore in hours fits no certificate of 64 days"
    if kind == "Application":
        values = str(spec.get("source", {}).get("helm", {}))
        if "external-dns.alpha.kubernetes.io" in values:
            yield "external-dns 0.22 no longer reads the alpha prefix"
        if "bitnami" in str(spec.get("source", {})):
            yield "Bitnami's images are gone or frozen"


def charts_are_pinned(document: Document) -> Iterator[str]:
    if document["kind"] == "Application" and "chart" in document["spec"]["source"]:
        if not re.fullmatch(r"v?\d+\.\d+\.\d+", str(document["spec"]["source"]["targetRevision"])):
            yield "the chart's version is a range"


def disruptions(document: Document) -> Iterator[str]:
    if document["kind"] == "PodDisruptionBudget" and document["spec"].get("maxUnavailable") != 1:
        yield "would block the upgrade of a node"


def exposed(document: Document) -> Iterator[str]:
    if document["kind"] == "Service" and document["spec"].get("type", "ClusterIP") != "ClusterIP":
        yield "reached from outside past the ingress"
    if document["kind"] == "IngressRoute":
        for route in document["spec"]["routes"]:
            if "Host(" not in route["match"]:
                yield f"{route['match']} answers for every host"
            names = [m["name"] for m in route.get("middlewares", [])]
            if "/ws" in route["match"] and {"body-limit", "compress"} & set(names):
                yield "sockets are buffered"
            if "/ws" in route["match"] and "inflight-ws" not in names:
                yield "sockets per address are not limited"


ALL: tuple[Policy, ...] = (
    images_by_digest, limits, probes, restricted, drains, no_plain_secret, data_is_kept,
    not_deprecated, charts_are_pinned, disruptions, exposed,
)  # fmt: skip
