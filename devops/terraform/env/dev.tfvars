# Dev, for ../aws.
environment    = "dev"
assets_host    = "assets.dev.tomoda.life"
app_origins    = ["https://app.dev.tomoda.life", "http://localhost:8081", "http://localhost:8000"]
monthly_budget = 20
